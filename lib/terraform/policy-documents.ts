import { addressIn } from './references';
import { Fields, fields, isMap, maps, TerraformResource } from './resource';
import { Unknown } from './unknown';

/** Who a statement is about, for example `RAM` and `acs:ram::1234567890123456:root`. */
interface Principal {
  readonly kind: string;
  readonly id: unknown;
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: unknown;
}

/** A statement of a policy document, whichever of its ways Terraform writes it. */
export interface PolicyStatement {
  readonly effect: unknown;
  /** In lower case, since RAM compares them so. */
  readonly actions: unknown;
  readonly notActions: unknown;
  readonly resources: unknown;
  readonly notResources: unknown;
  readonly principals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

const DOCUMENT_SOURCE = 'data.alicloud_ram_policy_document';

/** Arguments that hold a policy document as a text. */
export const DOCUMENTS = ['policy_document', 'assume_role_policy_document', 'document', 'policy'];

/**
 * Statements of the policy documents of a resource. A text is parsed: escapes, line breaks and the order of fields are
 * other ways to write the same.
 */
export function policyStatementsOf(
  resource: TerraformResource,
  byAddress: ReadonlyMap<string, TerraformResource>,
): unknown {
  const { arguments: args, type } = resource;
  if (type === DOCUMENT_SOURCE || type === 'alicloud_ram_policy') {
    const written = maps(args.statement).map(statementOfBlock);
    if (written.length > 0) {
      return written;
    }
  }
  const found = DOCUMENTS.filter((name) => args[name] !== undefined).map((name) =>
    statementsIn(name, args[name], sourceOf(resource, name, byAddress), byAddress),
  );
  return found.find((statements) => statements instanceof Unknown) ?? found.flat();
}

/** The data source of an argument that is one reference to it. */
function sourceOf(
  { references }: TerraformResource,
  argument: string,
  byAddress: ReadonlyMap<string, TerraformResource>,
): TerraformResource | undefined {
  const [address, ...others] = new Set(references?.[argument] ?? []);
  const source = others.length === 0 ? byAddress.get(address) : undefined;
  return source?.type === DOCUMENT_SOURCE ? source : undefined;
}

function statementsIn(
  argument: string,
  value: unknown,
  source: TerraformResource | undefined,
  byAddress: ReadonlyMap<string, TerraformResource>,
): unknown {
  const document = parsed(value);
  if (!isMap(document) && source) {
    return policyStatementsOf(source, byAddress);
  }
  if (value instanceof Unknown) {
    return value;
  }
  if (!isMap(document)) {
    return value === '' ? [] : new Unknown(argument);
  }
  return maps(document.Statement).map((statement) => statementOfDocument(argument, statement));
}

function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

function statementOfDocument(argument: string, statement: Fields): PolicyStatement {
  const { Principal: principal, Condition: conditions } = statement;
  const read = (name: string) => texts(argument, statement[name]);
  return {
    effect: statement.Effect ?? 'Allow',
    actions: lowerCase(read('Action')),
    notActions: lowerCase(read('NotAction')),
    resources: read('Resource'),
    notResources: read('NotResource'),
    principals: isMap(principal)
      ? Object.entries(principal).flatMap(([kind, ids]) => list(texts(argument, ids)).map((id) => ({ kind, id })))
      : list(texts(argument, principal)).map((id) => ({ kind: '', id })),
    conditions: Object.entries(fields(conditions)).flatMap(([operator, byKey]) =>
      Object.entries(fields(byKey)).map(([key, values]) => ({ operator, key, values: texts(argument, values) })),
    ),
  };
}

/** The blocks of `alicloud_ram_policy_document`, and of the old way to write an `alicloud_ram_policy`. */
function statementOfBlock(block: Fields): PolicyStatement {
  const read = (name: string) => texts(name, block[name]);
  return {
    effect: block.effect ?? 'Allow',
    actions: lowerCase(read('action')),
    notActions: lowerCase(read('not_action')),
    resources: read('resource'),
    notResources: read('not_resource'),
    principals: maps(block.principal).flatMap(({ entity, identifiers }) =>
      list(texts('principal', identifiers)).map((id) => ({ kind: String(entity), id })),
    ),
    conditions: maps(block.condition).map(({ operator, variable, values }) => ({
      operator: String(operator),
      key: String(variable),
      values: texts('condition', values),
    })),
  };
}

/** One text or several; one that Terraform works out is unknown, unless it is the identifier of a resource. */
function texts(argument: string, value: unknown): unknown {
  if (value === undefined || value === null) {
    return [];
  }
  return value instanceof Unknown ? value : list(value).map((item) => known(argument, item));
}

function known(argument: string, item: unknown): unknown {
  return typeof item === 'string' && /^\$\{.*\}$/s.test(item) && addressIn(item) === undefined
    ? new Unknown(argument, item)
    : item;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function lowerCase(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item.toLowerCase() : item)) : value;
}
