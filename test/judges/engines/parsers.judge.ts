/** The parsers that engines publish, and what the record says of their arguments. */
import * as fc from 'fast-check';
import { argumentLists, isPlain } from './argument-lists';
import { Effect, effectOf, flagsOf, Option, Outcome, parseWithEngine } from './parser';
import { EngineProfile, RefusedSetting, SGLANG, VLLM } from '../../../lib/engines';
import { readCommandLine } from '../../../lib/engines/arguments/abbreviations';
import { dangersInArguments } from '../../../lib/engines/arguments/dangers';
import { lastGiven, opposites } from '../../../lib/engines/arguments/parse';
import { splitKey } from '../../../lib/engines/arguments/refused-flag';
import { refusesValue } from '../../../lib/engines/environment';
import { KNOWN_ENGINES } from '../../../lib/engines/launches';
import { fuzzing } from '../../support/fuzzing';
import { judge, PYTHON } from '../support/judge';

interface Case {
  readonly profile: EngineProfile;
  /** Whether dashes and underscores are the same, and keys of JSON follow a dot. */
  readonly isFlexible: boolean;
  /** Options that lists are not made of: model and file of arguments, and those whose values the engine changes itself. */
  readonly own: readonly string[];
}

const CASES: Case[] = [
  { profile: VLLM, isFlexible: true, own: ['--help', '--lora-modules', '--model', '--log-config-file', '--config'] },
  {
    profile: SGLANG,
    isFlexible: false,
    own: ['--help', '--model', '--lora-paths', '--config', '--monokernel-backend'],
  },
];

describe.each(CASES.map((each) => [each.profile.name, each] as const))('the parser of %s', (name, each) => {
  const { profile, isFlexible, own } = each;
  const engine = KNOWN_ENGINES.find((known) => known.name === name)!;

  judge(`argument lists of ${name}`, [PYTHON], () => {
    let options: readonly Option[];
    let lists: readonly (readonly string[])[];
    let results: readonly Outcome[];
    let short: readonly Outcome[];

    beforeAll(() => {
      ({ options, results: short } = parseWithEngine(profile, [['-O3'], ['-n2'], ['-n=2']]));
      const { seed, numRuns } = fuzzing(800);
      process.stdout.write(`${name}: ${numRuns} argument lists, FUZZ_SEED=${seed}\n`);
      lists = fc.sample(argumentLists(options, { isFlexible }), { seed, numRuns });
      ({ results } = parseWithEngine(profile, lists));
    });

    /** Lists that are not as the model says, with what it says and what the parser does. */
    const differences = (compare: (list: readonly string[], result: Outcome) => readonly unknown[]) =>
      lists.flatMap((list, index) => compare(list, results[index]).map((found) => [list.join(' '), found])).slice(0, 5);

    test('has the flags that the record lists (test/judges/engines/refresh-flags.ts)', () => {
      expect(options.length).toBeGreaterThan(200);
      expect(profile.knownFlags).toEqual(flagsOf(name, options));
    });

    test('takes the spellings of a flag for the same as the record', () => {
      const { flags, refusedFlags, ranges = [], taskSettings = [], multiNode, parallelism } = profile;
      const groups = Object.values(parallelism!) as string[][];
      const named = [...flags, ...ranges, ...taskSettings, ...multiNode!.flags, ...multiNode!.workerFlags]
        .map((flag) => [flag.name, ...(flag.aliases ?? [])])
        .concat(groups.filter(([, ...aliases]) => aliases.length > 0))
        .concat(refusedFlags.map((flag) => [splitKey(flag.name)[0], ...(flag.aliases ?? [])]));
      const wrong = named.filter(([first, ...aliases]) => {
        const option = options.find(({ on }) => on.includes(first));
        // other names of the model are refused beside the one that the library writes
        return (
          option?.dest !== 'model_path' && [first, ...aliases].sort().join() !== [...(option?.on ?? [])].sort().join()
        );
      });
      expect(wrong).toEqual([]);
    });

    test('takes a value right behind one letter where the model does', () => {
      const expected = isFlexible
        ? [{ values: { optimization_level: '3' } }, { values: { nnodes: '2' } }, { values: { nnodes: '2' } }]
        : ['-O3', '-n2', '-n=2'].map((word) => ({ refused: `unrecognized arguments: ${word}` }));
      expect(short).toEqual(expected);
      const named = readCommandLine(profile, ['-O3', '-n2', '-n=2']).flags.map((flag) => [flag.name, ...flag.values]);
      expect(named).toEqual(
        isFlexible
          ? [
              ['-O', '3'],
              ['-n', '2'],
              ['-n', '2'],
            ]
          : [['-O3'], ['-n2'], ['-n', '2']],
      );
    });

    test('switches a flag off with the names that the model knows', () => {
      const wrong = options.filter(({ on, off }) => off.some((spelling) => !on.flatMap(opposites).includes(spelling)));
      expect(wrong).toEqual([]);
    });

    test('is judged with each of its options but those that make something else of their values', () => {
      expect(
        options
          .filter((option) => !isPlain(option))
          .map(({ on }) => on.at(-1))
          .sort(),
      ).toEqual([...own].sort());
      expect(results.filter(({ values }) => values).length).toBeGreaterThan(results.length / 4);
      expect(results.filter(({ refused }) => refused).length).toBeGreaterThan(results.length / 20);
    });

    test('refuses a list where the model finds an ambiguous or unknown name, and no other', () => {
      const known = new Set(profile.knownFlags);
      const found = differences((list, { refused }) => {
        const unknown = readCommandLine(profile, list).flags.filter((flag) => !known.has(flag.name));
        return (refused !== undefined) === unknown.length > 0 ? [] : [{ refused, unknown }];
      });
      expect(found).toEqual([]);
    });

    test('has the same values in effect', () => {
      const compared = options.filter(isPlain);
      const found = differences((list, { values }) => {
        const { flags } = readCommandLine(profile, list);
        const merged = flags.filter(({ keys }) => keys.length > 0).map((flag) => flag.name);
        return compared.flatMap((option) => {
          if (values === undefined || option.on.some((spelling) => merged.includes(spelling))) {
            return [];
          }
          const last = lastGiven(flags, option.on);
          const theirs = effectOf(values[option.dest], option);
          const ours = last && (last.values.length > 0 ? last.values : true);
          return String(theirs) === String(ours) ? [] : [{ option: option.dest, theirs, ours }];
        });
      });
      expect(found).toEqual([]);
    });

    test('lets no dangerous value take effect that the model does not find', () => {
      const optionOf = new Map(options.flatMap((option) => option.on.map((spelling) => [spelling, option])));
      const judged = profile.refusedFlags
        .map((setting) => ({ setting, option: optionOf.get(splitKey(setting.name)[0])! }))
        .filter(({ option }) => isPlain(option));
      let dangers = 0;
      const found = differences((list, { values = {} }) => {
        const ours = dangersInArguments(engine, list).map(({ setting }) => setting.name);
        const theirs = judged
          .filter(({ setting, option }) => isDangerous(setting, effectOf(values[option.dest], option)))
          .map(({ setting }) => setting.name);
        dangers += theirs.length;
        return theirs.filter((setting) => !ours.includes(setting));
      });
      expect(found).toEqual([]);
      expect(dangers).toBeGreaterThan(lists.length / 10);
    });
  });
});

/** Whether a value is refused, of a whole flag or of a key of its JSON value. */
function isDangerous(setting: RefusedSetting, effect: Effect): boolean {
  const [, key] = splitKey(setting.name);
  if (effect === undefined || effect === true) {
    return effect === true && setting.values === undefined && key === undefined;
  }
  const values = key === undefined ? effect : effect.filter((value) => value.startsWith('{')).flatMap(valuesAt(key));
  return values.some((value) => refusesValue(setting, value));
}

function valuesAt(key: string): (json: string) => string[] {
  return (json) => {
    const value: unknown = JSON.parse(json)[key];
    return value === undefined ? [] : [typeof value === 'string' ? value : JSON.stringify(value)];
  };
}
