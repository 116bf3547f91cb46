/**
 * What constructs refuse, every other way in refuses too: each dangerous setting of each engine, through the constructor,
 * appended to what the construct emits (as `service.patch` does), and on a manifest that others wrote. Admission evaluates
 * the same texts; its judge is in test/judges/admission.
 */
import { nameOf, badValue, RULE_OF, spellings } from './settings';
import { containerOf } from './support';
import { checkArguments, checkEnvironment, EngineProfile, ENGINES, SettingDanger } from '../../../lib/engines';
import { KNOWN_ENGINES } from '../../../lib/engines/launches';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../../lib/guardrails/rules';
import { Manifest } from '../../../lib/objects/manifest';

const RULE_IDS = [...new Set(Object.values(RULE_OF).flat())];
const ENGINE_RULES = RULES.filter(({ id }) => RULE_IDS.includes(id));

type Container = Readonly<Record<string, unknown>> & {
  readonly args?: readonly string[];
  readonly env?: readonly object[];
};

function pod(container: Container): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'engine' },
    spec: { containers: [{ name: 'engine', ...container }] },
  };
}

const found = (container: Container) =>
  evaluateManifests([pod(container)], {}, ENGINE_RULES).map(({ rule }) => rule.id);

const PROFILES = Object.entries(ENGINES) as [keyof typeof ENGINES, EngineProfile][];

test('every danger has a rule, and every setting a danger', () => {
  expect(RULES.map(({ id }) => id)).toEqual(expect.arrayContaining(RULE_IDS));
  for (const { name, refusedFlags, refusedEnv } of KNOWN_ENGINES) {
    const without = [...refusedFlags, ...refusedEnv].filter(({ danger }) => danger === undefined);
    expect([name, without]).toEqual([name, []]);
  }
});

/** Containers in which no rule of a danger finds anything. */
function missed(cases: readonly (readonly [what: string, danger: SettingDanger, container: Container])[]): string[] {
  const pods = cases.map(([, , container]) => pod(container));
  const hits = new Set(
    evaluateManifests(pods, {}, ENGINE_RULES).map(
      ({ rule, subject }) => `${pods.indexOf(subject as Manifest)} ${rule.id}`,
    ),
  );
  return cases.flatMap(([what, danger], index) =>
    RULE_OF[danger].some((id) => hits.has(`${index} ${id}`)) ? [] : [what],
  );
}

describe.each(PROFILES)('%s', (key, profile) => {
  const own = containerOf(key) as Container;
  const { command, valuesApart = false } = profile;
  const shell = (text: string): Container => ({ image: 'x', command: ['sh', '-c', text] });
  const flags = profile.refusedFlags.flatMap((setting) =>
    spellings(setting, valuesApart).map((args) => ({ setting, args, what: args.join(' ') })),
  );

  test('what the construct emits has none of them', () => {
    expect(found(own)).toEqual([]);
  });

  test('flags that the constructor refuses are found where they are appended', () => {
    expect(flags.filter(({ args }) => checkArguments(profile, args).length === 0)).toEqual([]);
    const appended = flags.map(
      ({ what, setting, args }) => [what, setting.danger!, { ...own, args: [...(own.args ?? []), ...args] }] as const,
    );
    expect(missed(appended)).toEqual([]);
  });

  test('flags are found in a text for a shell, however they end there', () => {
    const inShell = flags
      .filter(({ setting }) => command.length > 0 && setting.danger !== SettingDanger.SECOND_MODEL)
      .flatMap(({ what, setting, args }) => {
        const words = [...command, '/models/m', ...args].map((word) => (/[{"*]/.test(word) ? `'${word}'` : word));
        const texts = [`(${words.join(' ')})`, `${words.join(' \\\n  ')}|tee log`, `${words.join('\t')}>log`];
        return texts.map((text) => [what, setting.danger!, shell(text)] as const);
      });
    expect(missed(inShell)).toEqual([]);
  });

  test('variables that the constructor refuses are found with a value, from elsewhere, and in the command', () => {
    const variables = profile.refusedEnv.map((setting) => ({
      setting,
      name: nameOf(setting),
      value: badValue(setting),
    }));
    expect(variables.filter(({ name, value }) => checkEnvironment(profile, { [name]: value }).length === 0)).toEqual(
      [],
    );
    const elsewhere = { valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } };
    const set = variables.flatMap(({ setting, name, value }) =>
      [
        { name, value },
        { name, ...elsewhere },
      ].map((variable) => [name, setting.danger!, { ...own, env: [...(own.env ?? []), variable] }] as const),
    );
    const inCommand = variables
      .filter(({ setting }) => command.length > 0 && setting.danger !== SettingDanger.DEVICES)
      .map(
        ({ setting, name, value }) =>
          [name, setting.danger!, shell(`${name}=${value} ${command.join(' ')} /models/m`)] as const,
      );
    expect(missed([...set, ...inCommand])).toEqual([]);
  });
});
