/** One flag of a command line, with what belongs to it. */
export interface Flag {
  /** Name with leading dashes; underscores are dashes. Without the keys of a JSON value. */
  readonly name: string;

  /** Keys of a JSON value that follow the name, as in `--compilation-config.cudagraph_mode`. */
  readonly keys: string[];

  /** Values: after `=`, and the arguments up to the next flag. */
  readonly values: string[];

  /** The arguments as they were written. */
  readonly written: string[];
}

/** A command line as an engine reads it. */
export interface CommandLine {
  /** Flags in their order. */
  readonly flags: Flag[];

  /** Arguments that belong to no flag. */
  readonly strays: string[];
}

const FLAG = /^(--?[A-Za-z][\w-]*)((?:\.[\w-]+)*)\+?(?:=([\s\S]*))?$/;
const NEGATIVE_NUMBER = /^-\d*\.?\d+$/;

/**
 * Reads arguments as the widest of the engines does (Python's argparse with the extensions of vLLM): `--flag value`,
 * `--flag=value`, underscores for dashes, keys of JSON values after dots. What follows a flag and is no flag belongs to
 * it, whether the engine takes a value there or not: that can only make a check stricter.
 */
export function parseArguments(args: readonly string[]): CommandLine {
  const flags: Flag[] = [];
  const strays: string[] = [];
  for (const arg of args) {
    const match = FLAG.exec(arg);
    const last = flags.at(-1);
    if (match !== null) {
      const [, name, keys, value] = match;
      flags.push({
        name: name.replaceAll('_', '-'),
        keys: keys.split('.').slice(1),
        values: value === undefined ? [] : [value],
        written: [arg],
      });
    } else if (last === undefined || (arg.startsWith('-') && !NEGATIVE_NUMBER.test(arg))) {
      strays.push(arg);
    } else {
      last.values.push(arg);
      last.written.push(arg);
    }
  }
  return { flags, strays };
}

/** Whether a written name is one of the spellings of a flag, or a beginning of one, as argparse takes it. */
export function couldMean(written: string, spellings: readonly string[]): boolean {
  return spellings.some((full) => full === written || (written.startsWith('--') && full.startsWith(written)));
}

/** Spellings that switch a flag off that is on without a value: `--no-x`, and `--enable-x` for `--disable-x`. */
export function opposites(name: string): string[] {
  const bare = name.slice(2);
  const inverse = bare.startsWith('disable-')
    ? bare.replace('disable-', 'enable-')
    : bare.startsWith('enable-')
      ? bare.replace('enable-', 'disable-')
      : undefined;
  return [`--no-${bare}`, ...(inverse === undefined ? [] : [`--${inverse}`])];
}

/** The last of several spellings of a flag, which counts; undefined where it switches the flag off, or nothing is given. */
export function lastGiven(flags: readonly Flag[], spellings: readonly string[]): Flag | undefined {
  const off = spellings.filter((name) => name.startsWith('--')).flatMap(opposites);
  const last = flags.filter(({ name }) => spellings.includes(name) || off.includes(name)).at(-1);
  return last !== undefined && spellings.includes(last.name) ? last : undefined;
}
