import { join } from 'node:path';
import { wheelOf } from './wheels';
import { PythonPackages } from '../support/python';

/** What parsers and the records behind them need; other libraries are replaced by stand-ins. */
const PACKAGES = [
  'msgspec==0.22.0',
  'packaging==26.4',
  'pydantic==2.14.4',
  'pyyaml==6.0.4',
  'regex==2026.11.19',
  'typing_extensions==4.16.0',
];

/** An option of an engine's parser. */
export interface Option {
  readonly dest: string;
  /** Spellings that switch it on or give it a value. */
  readonly on: readonly string[];
  /** Spellings that switch it off. */
  readonly off: readonly string[];
  /** Values as argparse takes them: 0, `+`, `*`, `?`; null for one. */
  readonly nargs: number | string | null;
  readonly action: string;
}

/** What a parser makes of an argument list: values other than the defaults, by the name of their variable, or why it refuses. */
export interface Outcome {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly refused?: string;
}

/** What the published parser of an engine says. */
export interface Parsed {
  readonly options: readonly Option[];
  readonly results: readonly Outcome[];
}

/** Has the parser of an engine read argument lists, without anything else of the engine. */
export function parseWithEngine(
  engine: { readonly name: string; readonly describedVersion: string },
  lists: readonly (readonly string[])[] = [],
): Parsed {
  const packages = new PythonPackages(PACKAGES);
  const script = join(__dirname, 'engine_parser.py');
  const wheel = wheelOf(engine.name, engine.describedVersion);
  // without what the machine has installed
  const args = ['-I', '-S', '-B', script, engine.name, wheel, packages.path('')];
  return JSON.parse(packages.run(args, JSON.stringify(lists))) as Parsed;
}

/** What an engine takes for an option before argparse does: `-O3` is `--optimization-level 3`. */
const BEFORE_ARGPARSE: Readonly<Record<string, readonly string[]>> = { vllm: ['-O'] };

/** Every name that an engine takes for a flag, in order. */
export function flagsOf(engine: string, options: readonly Option[]): string[] {
  return [...options.flatMap(({ on, off }) => [...on, ...off]), ...(BEFORE_ARGPARSE[engine] ?? [])].sort();
}

/** What takes effect of an option: values as they were given, whether it is on, nothing if it was not given. */
export type Effect = readonly string[] | true | undefined;

/** Switched off and not given are the same; of options that collect values the last is compared. */
export function effectOf(value: unknown, { action, nargs }: Option): Effect {
  if (value === undefined || value === null || value === false) {
    return undefined;
  }
  if (value === true || nargs === 0) {
    return true;
  }
  const values = [value].flat().map(String);
  // an option that may have no value has a constant then, which is empty
  return values.join('') === '' ? true : action === '_AppendAction' ? values.slice(-1) : values;
}
