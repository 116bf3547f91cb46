import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SOURCE = 'aliyun/alicloud';

export const SCHEMA_FILE = join(__dirname, 'schema.json');

export const NEWER_FILE = join(__dirname, 'newer.json');

/** A type of Terraform, such as `"string"` or `["list", "string"]`. */
export type AttributeType = string | readonly [string, AttributeType | Readonly<Record<string, AttributeType>>];

export interface Attribute {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
}

export interface BlockType {
  readonly nesting_mode: 'single' | 'list' | 'set' | 'map';
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: Block;
}

/** Arguments and nested blocks, in the terms of `terraform providers schema -json`. */
export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly block_types: Readonly<Record<string, BlockType>>;
}

/** What is kept of the provider's schema. */
export interface ProviderSchema {
  readonly source: string;
  readonly version: string;
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

/** Arguments that a newer provider has beside those of the schema. */
export interface NewerArguments {
  readonly version: string;
  readonly resources: Readonly<Record<string, Block>>;
}

/** What trim-schema.ts kept: the oldest version that stacks accept. */
export function readPrinted(): ProviderSchema {
  return JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'));
}

/** What trim-newer.ts kept. */
export function readNewer(): NewerArguments {
  return JSON.parse(readFileSync(NEWER_FILE, 'utf8'));
}

/** The schema of the oldest version with what the newer one has beside it: that of the bindings. */
export function readSchema(): ProviderSchema {
  const printed = readPrinted();
  const newer = Object.entries(readNewer().resources).map(([type, { attributes, block_types }]) => {
    const known = printed.resources[type];
    return [
      type,
      {
        attributes: { ...known.attributes, ...attributes },
        block_types: { ...known.block_types, ...block_types },
      },
    ];
  });
  return { ...printed, resources: { ...printed.resources, ...Object.fromEntries(newer) } };
}
