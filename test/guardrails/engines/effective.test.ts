/**
 * Rules in CEL are at least as strict as the model of effective arguments: what the model calls dangerous, or undecided in
 * the command of a container, a rule finds. Random command lines, in random wrappings.
 */
import * as fc from 'fast-check';
import { RULE_OF, spellings } from './settings';
import { ConfigMaps } from '../../../lib/effective/commands/config-maps';
import { startedBy } from '../../../lib/effective/commands/started';
import { textsOf } from '../../../lib/effective/commands/word';
import { EngineKey, EngineProfile, ENGINES, SettingDanger } from '../../../lib/engines';
import { dangersInArguments } from '../../../lib/engines/arguments/dangers';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../../lib/guardrails/rules';
import { fuzzing } from '../../support/fuzzing';

const UNDECIDED = ['SAI-ENG-003', 'SAI-ENG-010'];
const IDS = [...new Set([...Object.values(RULE_OF).flat(), ...UNDECIDED])];
const ENGINE_RULES = RULES.filter(({ id }) => IDS.includes(id));

/** Engines that a command of their own starts. */
const PROFILES = (Object.entries(ENGINES) as [EngineKey, EngineProfile][]).filter(
  ([, { command }]) => command.length > 0,
);

const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;
const halves = (word: string) => `"${word.slice(0, 3).replaceAll('"', String.raw`\"`)}"${quoted(word.slice(3))}`;

const WRAPPINGS: ((words: readonly string[]) => readonly string[])[] = [
  (words) => words,
  (words) => ['env', 'X=1', ...words],
  (words) => ['tini', '--', ...words],
  (words) => ['sh', '-c', words.map(quoted).join(' ')],
  (words) => ['bash', '-lc', `exec ${words.map(halves).join(' ')}`],
  (words) => ['bash', '-euo', 'pipefail', '-c', `cd /tmp && ${words.map(quoted).join(' \\\n  ')} 2>&1 | tee /tmp/log`],
  (words) => ['bash', '-c', 'exec "$@"', 'bash', ...words],
  (words) => ['sh', '-c', `A=${quoted(words.at(-1)!)}; ${words.slice(0, -1).map(quoted).join(' ')} "$A"`],
  (words) => ['sh', '-c', `${words.map(quoted).join(' ')} $EXTRA_ARGS`],
  (words) => ['sh', '-c', `eval ${quoted(words.map(quoted).join(' '))}`],
];

/** Flags of engines whose flags are all known, abbreviated as argparse takes them, or so that it refuses them. */
function shortened(
  argument: fc.Arbitrary<readonly string[]>,
  hasAbbreviations: boolean,
): fc.Arbitrary<readonly string[]> {
  return fc.tuple(argument, fc.option(fc.integer({ min: 1, max: 25 }))).map(([[flag, ...values], length]) => {
    const [, name, rest] = /^(--?[^=.]+)(.*)$/s.exec(flag)!;
    const dashes = name.startsWith('--') ? 2 : 1;
    const kept = length === null || !hasAbbreviations ? name : name.slice(0, dashes + length);
    return [kept + rest, ...values];
  });
}

function found(command: readonly string[]): string[] {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'engine' },
    spec: { containers: [{ name: 'engine', command }] },
  };
  return evaluateManifests([pod], {}, ENGINE_RULES).map(({ rule }) => rule.id);
}

describe.each(PROFILES)('%s', (_, profile) => {
  const argument = fc.oneof(
    fc
      .constantFrom(...profile.refusedFlags.filter(({ danger }) => danger !== SettingDanger.UNCHECKED_SETTINGS))
      .chain((setting) => fc.constantFrom(...spellings(setting, profile.valuesApart ?? false))),
    fc.constantFrom(...profile.flags.map(({ name, value }) => [name, ...(value === undefined ? [] : ['8'])])),
  );
  const commands = fc
    .tuple(
      fc.array(shortened(argument, profile.knownFlags !== undefined), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...WRAPPINGS),
    )
    .map(([args, wrap]) => wrap([...profile.command, '/models/m', ...args.flat()]));

  test('what is dangerous or undecided by the model is found', () => {
    fc.assert(
      fc.property(commands, (command) => {
        const { launches, undecided } = startedBy({ command }, [], 'default', new ConfigMaps([]));
        expect(launches.map(({ engine }) => engine.name)).toEqual([profile.name]);
        const [{ engine, args }] = launches;
        const ids = found(command);
        for (const { setting } of dangersInArguments(engine, textsOf(args))) {
          expect(ids).toEqual(expect.arrayContaining([expect.stringMatching(pattern(RULE_OF[setting.danger!]))]));
        }
        if (undecided.length > 0 || args.some((word) => word.undecided !== undefined)) {
          expect(ids).toEqual(expect.arrayContaining([expect.stringMatching(pattern(UNDECIDED))]));
        }
      }),
      fuzzing(150),
    );
  });
});

/** A text of a shell that decides an argument is found as such, whatever the argument is. */
function pattern(ids: readonly string[]): RegExp {
  return RegExp([...ids, ...UNDECIDED].join('|'));
}
