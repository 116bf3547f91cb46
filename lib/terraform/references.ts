import { Fields, isMap, TerraformResource } from './resource';
import { Unknown } from './unknown';

/** One expression and nothing around it. */
const EXPRESSION = /^\$\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}$/;

/** `alicloud_vpc.main.id`, `data.alicloud_kms_keys.all.ids[0]`, also of a resource with `count` or `for_each`. */
const ATTRIBUTE = /^((?:data\.)?[a-z]\w*_\w+)\.([\w-]+)(?:\[[^\]]*\])?\.(\w+)((?:\[\w+\]|\.\w+)*)$/;

const LOCAL = /^local\.([\w-]+)$/;

/** What a cloud hands out: never empty, a wildcard or one of a list of choices. */
const IDENTIFIER = /(^|[._])(ids?|arns?|names?|bucket)(\[\w+\])?$/;

/** What `locals` and other resources say, by name. */
export interface Definitions {
  readonly locals: Fields;
  readonly resources: readonly TerraformResource[];
}

/** Follows references of a configuration to what they stand for. What only Terraform can work out is unknown. */
export class References {
  private readonly byAddress: ReadonlyMap<string, TerraformResource>;

  public constructor(private readonly definitions: Definitions) {
    this.byAddress = new Map(definitions.resources.map((resource) => [`${resource.type}.${resource.name}`, resource]));
  }

  public resolve(argument: string, value: unknown, depth = 0): unknown {
    if (typeof value === 'string') {
      const [, expression] = EXPRESSION.exec(value) ?? [];
      return expression === undefined ? value : this.valueOf(argument, expression.trim(), value, depth);
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(argument, item, depth));
    }
    return isMap(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, item]) => [name, name === '//' ? item : this.resolve(name, item, depth)]),
        )
      : value;
  }

  private valueOf(argument: string, expression: string, text: string, depth: number): unknown {
    // A cycle of references: Terraform refuses it.
    if (depth > 8) {
      return new Unknown(argument, text);
    }
    const [, local] = LOCAL.exec(expression) ?? [];
    if (local !== undefined && local in this.definitions.locals) {
      return this.resolve(argument, this.definitions.locals[local], depth + 1);
    }
    const [, type, name, attribute, rest] = ATTRIBUTE.exec(expression) ?? [];
    if (type === undefined) {
      return new Unknown(argument, text);
    }
    const set = rest === '' ? this.byAddress.get(`${type}.${name}`)?.arguments[attribute] : undefined;
    if (set !== undefined && set !== null && typeof set !== 'object') {
      return this.resolve(argument, set, depth + 1);
    }
    return IDENTIFIER.test(`${attribute}${rest}`) || isPolicyDocument(type, attribute)
      ? text
      : new Unknown(argument, text);
  }
}

/** Its statements are read where the reference is. */
export function isPolicyDocument(type: string, attribute: string): boolean {
  return type === 'data.alicloud_ram_policy_document' && ['document', 'json'].includes(attribute);
}

/** The address of what one expression refers to, if it refers to a resource or a data source. */
export function addressIn(text: unknown): string | undefined {
  const [, expression] = (typeof text === 'string' && EXPRESSION.exec(text)) || [];
  const [, type, name] = ATTRIBUTE.exec(expression?.trim() ?? '') ?? [];
  return type === undefined ? undefined : `${type}.${name}`;
}

/** What a plan notes of an expression that is one reference to an identifier. */
export function referenceText(references: readonly unknown[]): string | undefined {
  const [longest, owner, ...others] = [...new Set(references)].filter((each) => typeof each === 'string');
  return longest?.startsWith(`${owner}.`) && others.length === 0 && IDENTIFIER.test(longest) && ATTRIBUTE.test(longest)
    ? `\${${longest}}`
    : undefined;
}
