import { readCommandLine } from './abbreviations';
import { setsExactly } from './flags';
import { CommandLine, Flag, opposites } from './parse';
import { means, refuses, Spelling, spellingOf } from './refused-flag';
import { Problem } from '../../private/problems';
import { EngineFlag, EngineProfile } from '../engine-profile';
import { allowedValues, EXPANSION } from '../environment';
import { ModelTask } from '../model-task';
import { flagsFor } from '../tasks';

/** Numbers of an abuse budget, by placeholder; undefined where the budget leaves it open. */
export interface EngineLimits {
  readonly [placeholder: string]: number | undefined;
}

/** What the placeholders in a profile stand for. */
export interface ArgumentValues {
  /** Version of the engine: a flag that it does not have yet is left away. */
  readonly version: string;
  readonly tasks: readonly ModelTask[];
  readonly port: number;
  /** Whole cores of the container. */
  readonly cpus: number;
  readonly gpus: number;
  readonly nodes: number;
  readonly leaderAddress: string;
  readonly nodeRank: string;
  readonly modelPath: string;
  readonly modelRoot: string;
  readonly modelName: string;
  readonly drainSeconds: number;
  readonly limits: EngineLimits;
}

/** A flag and its value in one argument. */
const JOINED = /^--?[A-Za-z][\w-]*=/;

const PLACEHOLDER = /\$\{(\w+)\}/g;

/** Placeholders for what a service is; all others are numbers of its abuse budget. */
const OF_SERVICE: readonly string[] =
  'port cpus gpus nodes leaderAddress nodeRank modelPath modelRoot modelName drainSeconds'.split(' ');

/**
 * Arguments of the container: positionals, the flags of the profile, then those of the user, which replace the former.
 *
 * @param further arguments of further models
 * @throws if the profile names a placeholder that does not exist
 */
export function renderArguments(
  profile: EngineProfile,
  values: ArgumentValues,
  userArgs: readonly string[],
  further: readonly string[] = [],
): string[] {
  const user = readCommandLine(profile, userArgs).flags;
  const own = flagsFor(profile, values.version, values.tasks).filter(
    (flag) => !user.some(({ name }) => setsExactly(name, flag)),
  );
  return [
    ...profile.positionals.flatMap((text) => filled(text, values)),
    ...renderFlags(profile, own, values),
    ...further,
    ...userArgs,
  ];
}

/**
 * Flags as arguments, in the spelling that the engine takes.
 *
 * @throws if one names a placeholder that does not exist
 */
export function renderFlags(profile: EngineProfile, flags: readonly EngineFlag[], values: ArgumentValues): string[] {
  const written = (name: string, text: string) => (profile.valuesApart ? [name, text] : [`${name}=${text}`]);
  return flags.flatMap(({ name, value }) =>
    value === undefined ? name : filled(value, values).flatMap((text) => written(name, text)),
  );
}

/**
 * Environment of the container: that of the profile, then that of the user.
 *
 * @throws if the profile names a placeholder that does not exist
 */
export function renderEnvironment(
  profile: EngineProfile,
  values: ArgumentValues,
  userEnv: Readonly<Record<string, string>>,
): { name: string; value: string }[] {
  const own = Object.entries(profile.env).flatMap(([name, text]) =>
    filled(text, values).map((value) => ({ name, value })),
  );
  return [...own, ...Object.entries(userEnv).map(([name, value]) => ({ name, value }))];
}

/**
 * Problems of the arguments that a user adds. They are read as the engine reads them, in any of its spellings.
 *
 * @param profile what the library knows of the engine
 * @param userArgs arguments as they follow those of the library
 */
export function checkArguments(profile: EngineProfile, userArgs: readonly string[]): Problem[] {
  const line = readCommandLine(profile, userArgs);
  return [
    ...line.flags.flatMap((flag) => {
      const spelling = spellingOf(profile, flag.name);
      return [...checkRefused(profile, flag, spelling), ...checkOwn(profile, flag, spelling)];
    }),
    ...checkStrays(line),
    ...(profile.valuesApart ? userArgs.filter((arg) => JOINED.test(arg)).map(joined) : []),
    ...userArgs.filter((arg) => EXPANSION.test(arg)).map(expanded),
  ];
}

/** The text with every placeholder replaced; nothing where one stands for a number that is left open. */
function filled(text: string, values: ArgumentValues): string[] {
  if (!text.includes('${')) {
    return [text];
  }
  let open = false;
  const result = text.replaceAll(PLACEHOLDER, (placeholder, key: string) => {
    const known: object = Object.hasOwn(values.limits, key) ? values.limits : values;
    if (!Object.hasOwn(known, key)) {
      const keys = Object.keys({ ...values, ...values.limits });
      throw new Error(`the profile names ${placeholder}; there are ${keys.join(', ')}`);
    }
    const value = (known as Record<string, unknown>)[key];
    open ||= value === undefined;
    return String(value);
  });
  return open ? [] : [result];
}

function checkRefused(profile: EngineProfile, flag: Flag, written: Spelling): Problem[] {
  return profile.refusedFlags
    .filter((setting) => refuses(setting, flag, written))
    .map((setting) => ({
      what: `argument ${setting.name} is refused: ${setting.reason}`,
      got: flag.written.join(' '),
      allowed: allowedValues(setting),
      fix: 'remove the argument',
    }));
}

/** Flags that the library sets for protection stay, and a JSON value is replaced whole: its other keys are limits too. */
function checkOwn(profile: EngineProfile, flag: Flag, written: Spelling): Problem[] {
  const problems: Problem[] = [];
  for (const own of profile.flags) {
    const meant = means(written, [own.name, ...(own.aliases ?? [])]);
    const undone = own.value === undefined && means(written, opposites(own.name));
    if (own.replaceable === false && (meant || undone)) {
      problems.push({
        what: `argument ${own.name} is set by the library: ${own.reason}`,
        got: flag.written.join(' '),
        allowed: own.value === undefined ? own.name : `${own.name}=${own.value}`,
        fix: 'remove the argument',
      });
    } else if (meant && isBudgeted(own)) {
      problems.push({
        what: `argument ${own.name} is a limit of the abuse budget`,
        got: flag.written.join(' '),
        allowed: 'the number that the budget gives',
        fix: 'remove the argument, and say the number in abuseBudget: sidecar and worst case follow from it too',
      });
    } else if (meant && flag.keys.length > 0) {
      problems.push({
        what: `argument ${own.name} is replaced in part`,
        got: flag.written.join(' '),
        allowed: `the whole value, as in ${own.name}=${own.value}`,
        fix: 'write all of its keys as one JSON value',
      });
    }
  }
  return problems;
}

function isBudgeted({ value = '' }: EngineFlag): boolean {
  return [...value.matchAll(PLACEHOLDER)].some(([, key]) => !OF_SERVICE.includes(key));
}

function checkStrays(line: CommandLine): Problem[] {
  return line.strays.map((stray) => ({
    what: 'an argument is not a flag',
    got: stray,
    allowed: '--flag, --flag=value or --flag value',
    fix: 'write a flag in front of its value; the model and other positional arguments come from the library',
  }));
}

function joined(arg: string): Problem {
  return {
    what: 'a flag and its value are one argument, which the engine does not take',
    got: arg,
    allowed: 'two arguments',
    fix: `write ${arg.replace('=', "', '")} apart`,
  };
}

function expanded(arg: string): Problem {
  return {
    what: 'an argument is completed when the container starts, where nothing checks it',
    got: arg,
    allowed: 'an argument without $(NAME)',
    fix: 'write the value itself',
  };
}
