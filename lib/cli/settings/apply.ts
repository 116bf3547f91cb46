import { dirname, isAbsolute, join, relative } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { settingsFileFor } from './file';
import { readSettings, Settings } from './read';
import { sectionOf, sharedOptions } from './shared';
import { printable } from '../../guardrails/report/text';
import { isMap } from '../../objects/places/pod-shapes';
import { NAME } from '../../private/version';
import { UsageError } from '../../scan/request';

/** What the help calls a value that is a path; a settings file writes it as seen from itself. */
const PATHS = /<(file|folder|path|pem|report\.json)>/;

/** A value of a settings file, for an option that no flag gives. */
interface Setting {
  readonly option: Option;
  readonly value: unknown;
}

/**
 * Gives a command the options of its section of the settings file that the command line does not give, and says on the
 * standard error which: a check must not be weaker than it looks.
 *
 * @throws UsageError
 */
export function applySettings(program: Command, command: Command): void {
  const { config } = command.opts<{ config?: string | false }>();
  const file = config === false ? undefined : (config ?? settingsFileFor(process.cwd()));
  if (file === undefined) {
    return;
  }
  const shown = isAbsolute(file) ? relative(process.cwd(), file) : file;
  const settings = settingsFor(command, readSettings(shown, program));
  refuseExclusive(settings, shown);
  for (const { option, value } of settings) {
    command.setOptionValueWithSource(option.attributeName(), parsed(option, value, shown), 'config');
  }
  if (settings.length > 0) {
    const names = settings.map(({ option }) => option.attributeName()).join(', ');
    process.stderr.write(`${printable(`${NAME}: ${names} from ${shown}`)}\n`);
  }
}

/** What a file sets and no flag does; a flag also wins over settings that it excludes. */
function settingsFor(command: Command, content: Settings): Setting[] {
  const section = sectionOf(command).reduce<unknown>(
    (inner, name) => (isMap(inner) ? inner[name] : undefined),
    content,
  );
  const values = isMap(section) ? section : {};
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
  const given = command.options.filter((option) => isGiven(option.attributeName()));
  return sharedOptions(command)
    .map((option) => ({ option, value: values[option.attributeName()] }))
    .filter(
      ({ option, value }) => value !== undefined && value !== option.defaultValue && !isGiven(option.attributeName()),
    )
    .filter(({ option }) => !given.some((other) => areExclusive(option, other)));
}

function refuseExclusive(settings: readonly Setting[], file: string): void {
  for (const { option } of settings) {
    const other = settings.find((setting) => areExclusive(option, setting.option));
    if (other) {
      const [one, two] = [option, other.option].map((each) => each.attributeName());
      throw new UsageError(`${file}: [${one}] excludes ${two}; allowed: one of them; fix: remove one`);
    }
  }
}

/** Whether one option says that it conflicts with another. Types of commander leave out where it keeps that. */
function areExclusive(one: Option, other: Option): boolean {
  const excludes = (from: Option, to: Option): boolean =>
    (from as Option & { readonly conflictsWith: readonly string[] }).conflictsWith.includes(to.attributeName());
  return excludes(one, other) || excludes(other, one);
}

/** A value as the command line would give it: read by the same parser, and paths as seen from the working directory. */
function parsed(option: Option, value: unknown, file: string): unknown {
  const texts = (Array.isArray(value) ? value : [value]).map((item) => located(option, item, file));
  if (option.parseArg === undefined || option.argChoices !== undefined) {
    return texts[0];
  }
  try {
    return texts.reduce<unknown>((before, text) => option.parseArg!(String(text), before), undefined);
  } catch (error) {
    if (error instanceof InvalidArgumentError) {
      throw new UsageError(`${file}: [${option.attributeName()}] ${error.message}`);
    }
    throw error;
  }
}

function located(option: Option, value: unknown, file: string): unknown {
  return typeof value === 'string' && PATHS.test(option.flags) && !isAbsolute(value)
    ? join(dirname(file), value)
    : value;
}
