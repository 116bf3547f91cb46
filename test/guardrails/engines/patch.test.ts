/** Each flag that a constructor refuses, through the real `service.patch` and the real `check`. */
import { JsonPatch } from 'cdk8s';
import { RULE_OF, spellings } from './settings';
import { serviceOf } from './support';
import { EngineKey, EngineProfile, ENGINES, RefusedSetting, SettingDanger } from '../../../lib/engines';
import { CommandUnderTest } from '../../cli/command';
import { manifest } from '../../inference/fixtures';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const ARGS = '/spec/template/spec/containers/0/args/-';

interface Patched {
  readonly setting: RefusedSetting;
  readonly what: string;
  /** What stops the synthesis. */
  readonly problems: string;
  readonly object: object;
}

function patched(key: EngineKey, setting: RefusedSetting, args: readonly string[]): Patched {
  const service = serviceOf(key);
  service.patch('Deployment', ...args.map((arg) => JsonPatch.add(ARGS, arg)));
  const problems = service.node.validate().join('\n');
  return { setting, what: args.join(' '), problems, object: manifest(service, 'Deployment') };
}

/** Ids of the rules that the command finds, for each object of a file. */
function checked(objects: readonly object[]): string[][] {
  const text = objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
  const { stdout } = command.run(['check', command.write('patched.yaml', text), '--format', 'json']);
  const findings: { ruleId: string; location: { line: number } }[] = JSON.parse(stdout).findings;
  return objects.map((_, index) =>
    findings.filter(({ location }) => location?.line === 2 * index + 1).map(({ ruleId }) => ruleId),
  );
}

describe.each(Object.entries(ENGINES) as [EngineKey, EngineProfile][])('%s', (key, profile) => {
  const cases = profile.refusedFlags.map((setting) =>
    patched(key, setting, spellings(setting, profile.valuesApart ?? false).at(-1)!),
  );
  const rulesOf = ({ setting }: Patched) => RULE_OF[setting.danger!];

  test('a patch with a dangerous flag that the constructor refuses stops the synthesis', () => {
    // what only does not fit probes and policies is reported as low, which stops nothing
    const dangerous = cases.filter(({ setting }) => setting.danger !== SettingDanger.MISFIT);
    expect(dangerous.length).toBeGreaterThan(5);
    const through = dangerous.filter((each) => !rulesOf(each).some((id) => each.problems.includes(`${id} `)));
    expect(through.map(({ what }) => what)).toEqual([]);
  });

  test('and is found by the command in the manifest that it makes', () => {
    const found = checked(cases.map(({ object }) => object));
    const missed = cases.filter((each, index) => !rulesOf(each).some((id) => found[index].includes(id)));
    expect(missed.map(({ what }) => what)).toEqual([]);
  });
});
