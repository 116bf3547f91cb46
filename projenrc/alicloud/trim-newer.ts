/**
 * Keeps what provider aliyun/alicloud 1.289.0 (MPL-2.0) has and the schema of `schema.json` lacks, in the terms of
 * `terraform providers schema -json`, so that bindings are those of the newer provider and stacks that use none of it stay
 * valid for the older one.
 *
 * Usage: tsx projenrc/alicloud/trim-newer.ts <alicloud.constraints.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { AttributeType, Block, NEWER_FILE, NewerArguments, readPrinted } from './schema';

/** A field as the provider's code has it. */
interface Raw {
  readonly type: 'TypeString' | 'TypeBool' | 'TypeInt' | 'TypeFloat' | 'TypeMap' | 'TypeList' | 'TypeSet';
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly maxItems?: number;
  readonly block?: Readonly<Record<string, Raw>>;
}

/** Lists and maps whose items nobody described are of strings in this provider. */
const TYPES: Readonly<Record<Raw['type'], AttributeType>> = {
  TypeString: 'string',
  TypeBool: 'bool',
  TypeInt: 'number',
  TypeFloat: 'number',
  TypeMap: ['map', 'string'],
  TypeList: ['list', 'string'],
  TypeSet: ['set', 'string'],
};

/** What can be set; what is only read needs no binding. A list of objects that can be set is a block. */
function newerThan(known: Block, fields: Readonly<Record<string, Raw>>): Block {
  const settable = Object.entries(fields).filter(([, { required, optional }]) => required || optional);
  const unknown = settable.filter(([name]) => !(name in known.attributes) && !(name in known.block_types));
  const attributes = unknown.filter(([, { block }]) => block === undefined);
  const blocks = unknown.flatMap(([name, { block, ...raw }]) => (block === undefined ? [] : [{ name, block, raw }]));
  return {
    attributes: Object.fromEntries(
      attributes.map(([name, { type, required, optional, computed }]) => [
        name,
        { type: TYPES[type], required, optional, computed },
      ]),
    ),
    block_types: Object.fromEntries(
      blocks.map(({ name, block, raw: { type, maxItems } }) => [
        name,
        {
          nesting_mode: type === 'TypeSet' ? ('set' as const) : ('list' as const),
          max_items: maxItems,
          block: newerThan({ attributes: {}, block_types: {} }, block),
        },
      ]),
    ),
  };
}

const raw = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Record<string, Record<string, Raw>>;
const known = readPrinted().resources;
const resources = Object.entries(raw)
  .map(([type, fields]): [string, Block] => [type, newerThan(known[type], fields)])
  .filter(([, { attributes, block_types }]) => Object.keys({ ...attributes, ...block_types }).length > 0);
const newer: NewerArguments = { version: '1.289.0', resources: Object.fromEntries(resources) };
writeFileSync(NEWER_FILE, `${JSON.stringify(newer, undefined, 1)}\n`);
