import type {
  ApiReferenceSchema,
  ClassSchema,
  ConstructSchema,
  DocsSchema,
  EnumSchema,
  InterfaceSchema,
  MethodSchema,
  ParameterSchema,
  PropertySchema,
  StructSchema,
  TypeSchema,
} from 'jsii-docgen';

/** Members that every construct has; they are documented by the package `constructs`. */
const OF_EVERY_CONSTRUCT = ['toString', 'with', 'isConstruct', 'node'];

type Type = Partial<ConstructSchema & ClassSchema & InterfaceSchema & EnumSchema> &
  Pick<StructSchema, 'displayName' | 'docs'>;
type Member = Pick<MethodSchema, 'displayName' | 'docs'>;

/** Pages of the API reference: what a module exports, in the order of the alphabet, and its submodules. */
export function apiPage(title: string, reference: ApiReferenceSchema, others: { [name: string]: string }): string {
  const sections: [string, readonly Type[]][] = [
    ['Constructs', reference.constructs],
    ['Classes', reference.classes],
    ['Structs', reference.structs],
    ['Interfaces', reference.interfaces],
    ['Enums', reference.enums],
  ];
  return [
    `# ${title}`,
    'Generated from the docstrings of `lib/` by `npx projen docgen`. Members that all constructs have are left out.',
    ...Object.entries(others).map(([name, file]) => `- [${name}](./${file})`),
    ...sections.flatMap(([name, types]) => (types.length === 0 ? [] : [`## ${name}`, ...types.map(section)])),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(type: Type): string {
  const methods = [...(type.staticMethods ?? []), ...(type.instanceMethods ?? [])].filter(isOwn);
  const properties = [...(type.constants ?? []), ...(type.properties ?? [])].filter(isOwn);
  return [
    `### ${type.displayName}`,
    text(type.docs),
    ...(type.initializer ? [code(signature(type.initializer.usage)), parameters(type.initializer.parameters)] : []),
    ...methods.flatMap((method) => [code(signature(method.usage)), text(method.docs), parameters(method.parameters)]),
    properties.length === 0 ? '' : table(['Property', 'Type', 'Description'], properties.map(propertyRow)),
    type.members ? table(['Value', 'Description'], type.members.map(memberRow)) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function isOwn({ displayName }: Member): boolean {
  return !OF_EVERY_CONSTRUCT.includes(displayName);
}

/** The docs of jsii-docgen show how a name is imported before each signature. */
function signature(usage = ''): string {
  return usage.replace(/^import .*\n\n/, '').replace(/^public /, '');
}

function code(content: string): string {
  return `\`\`\`ts\n${content}\n\`\`\``;
}

function text({ summary, remarks, example, deprecated, deprecationReason, links = [] }: DocsSchema): string {
  return [
    deprecated ? `**Deprecated:** ${deprecationReason ?? ''}` : '',
    summary ?? '',
    remarks ?? '',
    example ? code(example) : '',
    ...links.map((link) => `See ${link}`),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function parameters(all: readonly ParameterSchema[]): string {
  return all
    .filter(({ docs }) => docs.summary)
    .map(({ displayName, docs }) => `- \`${displayName}\`: ${[docs.summary, docs.remarks].filter(Boolean).join(' ')}`)
    .join('\n');
}

function propertyRow(property: PropertySchema): string[] {
  const { displayName, optional, docs } = property;
  const byDefault = property.default === undefined ? '' : `Default: ${property.default}`;
  return [`\`${displayName}${optional ? '?' : ''}\``, typeText(property.type), `${text(docs)} ${byDefault}`];
}

function memberRow({ displayName, docs }: Member): string[] {
  return [`\`${displayName}\``, text(docs)];
}

function typeText(type: TypeSchema): string {
  const names = (type.types ?? []).map((part) => (isType(part) ? typeText(part) : part.displayName));
  return names.reduce((pattern, name) => pattern.replace('%', name), type.formattingPattern);
}

function isType(part: object): part is TypeSchema {
  return 'formattingPattern' in part;
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(content: string): string {
  return content
    .trim()
    .replace(/\|/g, '\\|')
    .replace(/\s*\n\s*/g, ' ');
}
