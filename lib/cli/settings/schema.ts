import { Command, Option } from 'commander';
import { sectionOf, sharedCommands, sharedOptions } from './shared';
import { append, list, prefixes, seconds } from '../parsers';

/** What a value of a settings file may be: JSON Schema, of which one form is used for each kind of option. */
export interface ValueSchema {
  readonly type: 'boolean' | 'integer' | 'string' | 'array';
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly pattern?: string;
  readonly items?: ValueSchema;
}

/** A section: keys are options, or names of commands with sections of their own. */
export interface SectionSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly additionalProperties: false;
  readonly properties: Record<string, ValueSchema | SectionSchema>;
}

const TEXT = { type: 'string', pattern: '\\S' } as const;
/** Schemas by what reads the option on the command line. */
const BY_PARSER = new Map<unknown, ValueSchema>([
  [seconds, { type: 'integer', minimum: 0 }],
  ...[append, list, prefixes].map((parser): [unknown, ValueSchema] => [parser, { type: 'array', items: TEXT }]),
]);

/** What a settings file may say for an option. */
export function valueSchemaOf(option: Option): ValueSchema {
  const choices = option.argChoices && { type: 'string' as const, enum: option.argChoices };
  const form = option.isBoolean() ? { type: 'boolean' as const } : (choices ?? BY_PARSER.get(option.parseArg) ?? TEXT);
  return { ...form, description: option.description, default: option.defaultValue };
}

/** JSON Schema of a settings file, from the options of the commands. */
export function settingsSchema(program: Command): SectionSchema {
  const root = section(program.description());
  for (const command of sharedCommands(program)) {
    const own = sectionOf(command).reduce((parent, name) => {
      parent.properties[name] ??= section(command.description());
      return parent.properties[name] as SectionSchema;
    }, root);
    for (const option of sharedOptions(command)) {
      own.properties[option.attributeName()] = valueSchemaOf(option);
    }
  }
  return root;
}

function section(description: string): SectionSchema {
  return { type: 'object', description, additionalProperties: false, properties: {} };
}
