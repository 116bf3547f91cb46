/**
 * Trims the schema of the provider aliyun/alicloud (MPL-2.0), as `terraform providers schema -json` prints it, to the
 * resources and data sources below. Descriptions are left out: bindings and judge need names, types and flags only.
 *
 * Usage: tsx projenrc/alicloud/trim-schema.ts <schema.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Block, ProviderSchema, SCHEMA_FILE, SOURCE } from './schema';

interface RawSchema {
  readonly block: Block;
}

interface Printed {
  readonly provider_versions?: Record<string, string>;
  readonly provider_schemas: Record<
    string,
    {
      readonly provider: RawSchema;
      readonly resource_schemas: Record<string, RawSchema>;
      readonly data_source_schemas: Record<string, RawSchema>;
    }
  >;
}

export function trimSchema(printed: Printed, version?: string): ProviderSchema {
  const address = Object.keys(printed.provider_schemas).find((key) => key.endsWith(`/${SOURCE}`))!;
  const schema = printed.provider_schemas[address];
  return {
    source: SOURCE,
    version: version ?? printed.provider_versions![address],
    provider: trimBlock(schema.provider.block),
    resources: mapValues(schema.resource_schemas, ({ block }) => trimBlock(block)),
    dataSources: mapValues(schema.data_source_schemas, ({ block }) => trimBlock(block)),
  };
}

function trimBlock(block: Block): Block {
  return {
    attributes: mapValues(block.attributes ?? {}, ({ type, required, optional, computed, sensitive, deprecated }) => ({
      type,
      required,
      optional,
      computed,
      sensitive,
      deprecated,
    })),
    block_types: mapValues(block.block_types ?? {}, ({ nesting_mode, min_items, max_items, block: inner }) => ({
      nesting_mode,
      min_items,
      max_items,
      block: trimBlock(inner),
    })),
  };
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** JSON with one attribute a line, so that a provider upgrade shows as a readable difference. */
function format(schema: ProviderSchema): string {
  const attribute = /\{\s*"type": (?:[^{}]|\{[^{}]*\})*?\}(?=,?\n)/g;
  return JSON.stringify(schema, undefined, 1).replace(attribute, (text) => text.replace(/\s*\n\s*/g, ' ')) + '\n';
}

if (require.main === module) {
  writeFileSync(SCHEMA_FILE, format(trimSchema(JSON.parse(readFileSync(process.argv[2], 'utf8')))));
}
