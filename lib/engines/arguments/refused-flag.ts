import { FlagNames, wholeNames } from './abbreviations';
import { couldMean, Flag } from './parse';
import { RefusedSetting } from '../engine-profile';
import { refusesValue } from '../environment';

/** A name as it was written, and whether the engine takes it for the whole name of a flag. */
export interface Spelling {
  readonly name: string;
  readonly isWhole: boolean;
}

export function spellingOf(engine: FlagNames, name: string): Spelling {
  return { name, isWhole: engine.wholeNamesOnly === true || wholeNames(engine).has(name) };
}

/** Whether the engine takes a written name for this flag. A flag with the whole name comes before one that it begins. */
export function means(written: Spelling, spellings: readonly string[]): boolean {
  return written.isWhole ? spellings.includes(written.name) : couldMean(written.name, spellings);
}

/** Whether a flag is what a setting refuses, with the value that it has. */
export function refuses(setting: RefusedSetting, flag: Flag, written: Spelling): boolean {
  if (!names(setting, written)) {
    return false;
  }
  const [, key] = splitKey(setting.name);
  if (key === undefined) {
    // With a key the value is the text of a JSON object.
    return refusesAnyOf(setting, flag.keys.length > 0 ? ['{}'] : flag.values);
  }
  if (flag.keys.some((each) => isSameKey(each, key))) {
    return refusesAnyOf(setting, flag.values);
  }
  // After a key, what is not JSON is a plain string; as the whole value of a flag it cannot be read.
  const unreadable = flag.keys.length === 0;
  return flag.values.some((value) => refusesJson(setting, key, value, unreadable));
}

/** Whether a written name is that of a setting, whatever its value. */
export function names(setting: RefusedSetting, written: Spelling): boolean {
  return means(written, [splitKey(setting.name)[0], ...(setting.aliases ?? [])]);
}

function refusesAnyOf(setting: RefusedSetting, values: readonly string[]): boolean {
  // A flag without a value is on: only a setting that is refused with certain values lets it pass.
  return values.length === 0 ? setting.values === undefined : values.some((value) => refusesValue(setting, value));
}

/** Whether a JSON value has the refused key at any depth. */
function refusesJson(setting: RefusedSetting, key: string, value: string, unreadable: boolean): boolean {
  let found = false;
  try {
    JSON.parse(value, (name, inner: unknown) => {
      found ||= name === key && refusesValue(setting, typeof inner === 'string' ? inner : JSON.stringify(inner));
      return inner;
    });
  } catch {
    return unreadable && value.trimStart().startsWith('{');
  }
  return found;
}

/** Dashes and underscores are the same to parsers that take keys; to others a dot is a part of the name, as are both. */
function isSameKey(one: string, other: string): boolean {
  return one.replaceAll('_', '-') === other.replaceAll('_', '-');
}

/** Name of a flag, and the key of its JSON value that a setting is about. */
export function splitKey(name: string): [string, string | undefined] {
  const [flag, key] = name.split('.', 2);
  return [flag, key];
}
