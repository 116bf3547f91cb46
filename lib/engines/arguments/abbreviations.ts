import { Flag, parseArguments, CommandLine } from './parse';
import { EngineProfile } from '../engine-profile';

/** What decides which flag a written name means. */
export type FlagNames = Pick<EngineProfile, 'flags' | 'refusedFlags' | 'wholeFlags' | 'wholeNamesOnly' | 'knownFlags'>;

const wholeNamesOf = new WeakMap<FlagNames, ReadonlySet<string>>();

/** Names that are a flag of their own, and never taken for the beginning of another. */
export function wholeNames(engine: FlagNames): ReadonlySet<string> {
  const names = wholeNamesOf.get(engine) ?? namesOf(engine);
  wholeNamesOf.set(engine, names);
  return names;
}

function namesOf({ flags, refusedFlags, wholeFlags = [], knownFlags = [] }: FlagNames): ReadonlySet<string> {
  const own = [...flags, ...refusedFlags].flatMap(({ name, aliases = [] }) => [name.split('.')[0], ...aliases]);
  return new Set([...own, ...wholeFlags, ...knownFlags]);
}

/** Flags that argparse takes a name for: itself, else those that it begins. With several of these it does not start. */
export function meaningsOf(name: string, names: Iterable<string>): string[] {
  const all = [...names];
  return all.includes(name) ? [name] : all.filter((whole) => whole.startsWith(name));
}

/** Reads arguments as `parseArguments` does, with whole names for abbreviations where all flags of the engine are known. */
export function readCommandLine(engine: FlagNames, args: readonly string[]): CommandLine {
  const line = parseArguments(args);
  return engine.knownFlags === undefined
    ? line
    : { ...line, flags: line.flags.map((flag) => withWholeName(flag, wholeNames(engine))) };
}

function withWholeName(flag: Flag, names: ReadonlySet<string>): Flag {
  if (names.has(flag.name)) {
    return flag;
  }
  // `-n2` is `-n 2`
  const letter = flag.name.slice(0, 2);
  if (names.has(letter)) {
    return { ...flag, name: letter, values: [flag.written[0].slice(2), ...flag.values] };
  }
  const meant = meaningsOf(flag.name, names);
  return meant.length === 1 ? { ...flag, name: meant[0] } : flag;
}
