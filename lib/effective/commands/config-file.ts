import { Files } from './mounted-files';
import { textsOf, Value, Word, written } from './word';
import { readCommandLine } from '../../engines/arguments/abbreviations';
import { names, spellingOf } from '../../engines/arguments/refused-flag';
import { KnownEngine } from '../../engines/known-engine';
import { SettingDanger } from '../../engines/setting-danger';
import { valuesInText } from '../../objects/places/text-values';
import { fieldsIn } from '../../objects/unknown-fields';

/** Arguments with those of the configuration file before them, so that the command line has the last word, as in vLLM and SGLang. */
export function withConfigFile(engine: KnownEngine, args: Value, fileAt: Files): Value {
  const settings = engine.refusedFlags.filter(({ danger }) => danger === SettingDanger.UNCHECKED_SETTINGS);
  if (settings.length === 0 || !args.some(({ text }) => text.startsWith('-'))) {
    return args;
  }
  const paths = readCommandLine(engine, textsOf(args))
    .flags.filter(({ name }) => settings.some((setting) => names(setting, spellingOf(engine, name))))
    .flatMap(({ values }) => values.slice(0, 1));
  return [...paths.flatMap((path) => argumentsIn(path, fileAt)), ...args];
}

function argumentsIn(path: string, fileAt: Files): Word[] {
  const file = fileAt(path);
  if (file === undefined || 'undecided' in file) {
    return [];
  }
  const [settings] = valuesInText(file.text) ?? [];
  return Object.entries(fieldsIn(settings)).flatMap(([name, value]) =>
    written(argument(name, value), file.origin + lineOf(name, file.text)),
  );
}

/** The line of a key, as far as it is written like one. */
function lineOf(name: string, text: string): string {
  const before = text.split(RegExp(`^["']?${escaped(name)}["']? *:`, 'm'), 2);
  return before.length === 1 ? '' : ` line ${before[0].split('\n').length}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w-]/g, '\\$&');
}

/** Words that YAML 1.1 takes for booleans, which engines read their files as. */
const ON = /^(yes|on|true)$/i;
const OFF = /^(no|off|false)$/i;

/** `true` switches on, lists are several values, and maps are JSON. */
function argument(name: string, value: unknown): string[] {
  const flag = `--${name.replaceAll('_', '-')}`;
  if (!Array.isArray(value) && ON.test(String(value))) {
    return [flag];
  }
  if (!Array.isArray(value) && OFF.test(String(value))) {
    return [];
  }
  if (Array.isArray(value)) {
    return [flag, ...value.map(textOf)];
  }
  return [flag, textOf(value)];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
