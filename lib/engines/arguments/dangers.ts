import { readCommandLine } from './abbreviations';
import { opposites } from './parse';
import { names, refuses, spellingOf, splitKey } from './refused-flag';
import { RefusedSetting } from '../engine-profile';
import { namesVariable, refusesValue } from '../environment';
import { KnownEngine } from '../known-engine';
import { SettingDanger } from '../setting-danger';

/** A dangerous setting that takes effect. */
export interface Danger {
  readonly setting: RefusedSetting;
  /** The arguments, or the name of the variable. */
  readonly written: readonly string[];
}

/**
 * Dangerous flags that take effect: of a flag that is repeated the last one counts, also where it switches off. Keys of JSON
 * values and lists are merged by some engines, so that each of them counts.
 */
export function dangersInArguments(engine: KnownEngine, args: readonly string[]): Danger[] {
  const flags = readCommandLine(engine, args).flags.map((flag) => ({ flag, spelling: spellingOf(engine, flag.name) }));
  return engine.refusedFlags.flatMap((setting) => {
    const [name, key] = splitKey(setting.name);
    const isMerged = key !== undefined || setting.inModels === true;
    const given = flags.filter(
      ({ flag, spelling }) => names(setting, spelling) || (!isMerged && opposites(name).includes(flag.name)),
    );
    return (isMerged ? given : given.slice(-1))
      .filter(({ flag, spelling }) => refuses(setting, flag, spelling))
      .filter(() => setting.danger !== SettingDanger.SECOND_MODEL || namesModelTwice(engine, args))
      .map(({ flag: { written } }) => ({ setting, written }));
  });
}

/** Dangerous variables, where engines read any of their own. */
export function dangersInVariable(engine: KnownEngine, name: string, value: string): Danger[] {
  return engine.refusedEnv
    .filter((setting) => namesVariable(setting, name) && refusesValue(setting, value))
    .map((setting) => ({ setting, written: [name] }));
}

/** Of several models engines take the last. Where a variable names the model, as in NIM, a flag is the second. */
function namesModelTwice(engine: KnownEngine, args: readonly string[]): boolean {
  const { launch } = engine;
  if (launch.modelFlags.length === 0) {
    return true;
  }
  const { flags, strays } = readCommandLine(engine, args);
  const positional = launch.positionalModel === undefined ? 0 : strays.filter((stray) => !stray.startsWith('-')).length;
  return flags.filter(({ name }) => launch.modelFlags.includes(name)).length + positional > 1;
}
