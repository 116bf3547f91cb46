/**
 * Holds synthesized stacks against the schema of the provider, as Terraform does, but without Terraform: unknown, missing
 * and read-only arguments, types, numbers of blocks, values, combinations and references.
 */
import { COMBINATIONS } from './combinations';
import { StackJson } from './stack';
import { ALICLOUD_PROVIDER_VERSION } from '../../../lib/alicloud/provider-version';
import { Attribute, AttributeType, Block, readNewer, readSchema } from '../../../projenrc/alicloud/schema';
import values from '../../../projenrc/alicloud/values.json';

type Arguments = Record<string, unknown>;
/** What the provider accepts beyond the type: its `ValidateFunc`s and its documentation. Of a list, for each item. */
interface Values {
  readonly oneOf?: (string | number)[];
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly mostItems?: number;
}

/** Arguments of Terraform itself. */
const META = ['//', 'depends_on', 'lifecycle', 'provider', 'count', 'for_each'];

const schema = readSchema();
const newer = readNewer();
const valuesOf = values as Record<string, Record<string, Values>>;

/** Problems of a stack, each with the address of the resource and the path of the argument. */
export function judgeStack(stack: StackJson): string[] {
  return [
    ...judgeAll(stack.resource ?? {}, schema.resources, ''),
    ...judgeAll(stack.data ?? {}, schema.dataSources, 'data.'),
    ...(stack.provider?.alicloud ?? []).flatMap((provider) => judgeBlock(provider, schema.provider, 'provider', {})),
    ...judgeVersion(stack),
    ...judgeReferences(stack),
    ...judgeDependencies(stack),
  ];
}

function judgeAll(byType: Record<string, Record<string, Arguments>>, blocks: Record<string, Block>, prefix: string) {
  return Object.entries(byType).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, resource]) => {
      const address = `${prefix}${type}.${name}`;
      if (!blocks[type]) {
        return [`${address}: no such type in the schema of the provider`];
      }
      const inBlocks = withBlockLists(resource, blocks[type]);
      const combinations = (COMBINATIONS[type] ?? []).filter(({ holds }) => !holds(inBlocks));
      return [
        ...judgeBlock(resource, blocks[type], address, valuesOf[type] ?? {}),
        ...combinations.map(({ rule }) => `${address}: ${rule}`),
      ];
    }),
  );
}

/** Arguments that the oldest provider which the stack takes does not have. */
function judgeVersion({ terraform, resource = {} }: StackJson): string[] {
  const version = terraform?.required_providers?.alicloud?.version;
  if (version !== ALICLOUD_PROVIDER_VERSION) {
    return [];
  }
  return Object.entries(newer.resources).flatMap(([type, { attributes, block_types }]) =>
    Object.entries(resource[type] ?? {}).flatMap(([name, args]) =>
      Object.keys({ ...attributes, ...block_types })
        .filter((argument) => args[argument] !== undefined)
        .map((argument) => `${type}.${name}.${argument}: provider ${version} does not have it, ${newer.version} does`),
    ),
  );
}

/** Blocks as lists: JSON may give a single one as an object. */
function withBlockLists(args: Arguments, block: Block): Arguments {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const inner = block.block_types[name]?.block;
      return [name, inner ? listOf(value).map((nested) => withBlockLists(nested, inner)) : value];
    }),
  );
}

function listOf(value: unknown): Arguments[] {
  return Array.isArray(value) ? value : [value as Arguments];
}

function judgeBlock(
  args: Arguments,
  block: Block,
  address: string,
  allowed: Record<string, Values>,
  path = '',
): string[] {
  const problems: string[] = [];
  for (const [name, value] of Object.entries(args)) {
    const at = path + name;
    if (block.attributes[name]) {
      problems.push(
        ...judgeAttribute(value, block.attributes[name], allowed[at]).map((why) => `${address}.${at}: ${why}`),
      );
    } else if (block.block_types[name]) {
      const { nesting_mode, min_items = 0, max_items = Infinity, block: inner } = block.block_types[name];
      const blocks = listOf(value);
      if (blocks.length < min_items || blocks.length > (nesting_mode === 'single' ? 1 : max_items)) {
        problems.push(`${address}.${at}: ${blocks.length} blocks`);
      }
      problems.push(...blocks.flatMap((nested) => judgeBlock(nested, inner, address, allowed, `${at}.`)));
    } else if (path !== '' || !META.includes(name)) {
      problems.push(`${address}.${at}: no such argument`);
    }
  }
  const isRequired = ([, { required, min_items }]: [string, { required?: boolean; min_items?: number }]) =>
    required || (min_items ?? 0) > 0;
  for (const [name] of [...Object.entries(block.attributes), ...Object.entries(block.block_types)].filter(isRequired)) {
    if (args[name] === undefined) {
      problems.push(`${address}.${path}${name}: is missing`);
    }
  }
  return problems;
}

function judgeAttribute(value: unknown, attribute: Attribute, allowed: Values = {}): string[] {
  if (attribute.computed && !attribute.optional) {
    return ['is read-only'];
  }
  if (attribute.deprecated) {
    return ['is deprecated'];
  }
  if (isExpression(value)) {
    return [];
  }
  if (!hasType(value, attribute.type)) {
    return [`${JSON.stringify(value)} is not a ${JSON.stringify(attribute.type)}`];
  }
  return isAllowed(value, allowed) ? [] : [`${JSON.stringify(value)} is not one of ${JSON.stringify(allowed)}`];
}

function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /^\$\{.*\}$/s.test(value);
}

function hasType(value: unknown, type: AttributeType): boolean {
  if (isExpression(value)) {
    return true;
  }
  if (typeof type === 'string') {
    return typeof value === { string: 'string', number: 'number', bool: 'boolean' }[type];
  }
  const [kind, element] = type as [string, AttributeType];
  switch (kind) {
    case 'list':
    case 'set':
      return Array.isArray(value) && value.every((item) => hasType(item, element));
    case 'map':
      return isObject(value) && Object.values(value).every((item) => hasType(item, element));
    default:
      return isObject(value);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAllowed(value: unknown, { mostItems = Infinity, ...ofItems }: Values): boolean {
  return Array.isArray(value)
    ? value.length <= mostItems && value.every((item) => isExpression(item) || isAllowedItem(item, ofItems))
    : isAllowedItem(value, ofItems);
}

function isAllowedItem(value: unknown, { oneOf, atLeast = -Infinity, atMost = Infinity }: Values): boolean {
  return (
    (oneOf === undefined || oneOf.includes(value as string)) && !(Number(value) < atLeast || Number(value) > atMost)
  );
}

/** References to resources that are not there, or to attributes that they do not have. */
function judgeReferences(stack: StackJson): string[] {
  const expressions = JSON.stringify(stack).match(/\$\{(?:[^{}"]|\\")*\}/g) ?? [];
  return [...new Set(expressions)].flatMap((expression) =>
    [...expression.matchAll(/\b(data\.)?(alicloud_\w+)\.([\w-]+)(?:\.(\w+))?/g)].flatMap(
      ([reference, data, type, name, attribute]) => {
        const declared = (data ? stack.data : stack.resource)?.[type]?.[name];
        const block = (data ? schema.dataSources : schema.resources)[type];
        if (!declared) {
          return [`${reference}: no such resource in the stack`];
        }
        return attribute === undefined || block?.attributes[attribute] || block?.block_types[attribute]
          ? []
          : [`${reference}: no such attribute`];
      },
    ),
  );
}

/** What stands in depends_on: an address as it is. Terraform refuses an expression there. */
function judgeDependencies(stack: StackJson): string[] {
  return Object.entries(stack.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, { depends_on: dependencies = [] }]) =>
      (dependencies as string[])
        .filter((dependency) => {
          const [, target, targetName] = /^(alicloud_\w+)\.([\w-]+)$/.exec(dependency) ?? [];
          return !stack.resource?.[target]?.[targetName];
        })
        .map((dependency) => `${type}.${name}.depends_on: ${dependency} is not a resource of the stack`),
    ),
  );
}
