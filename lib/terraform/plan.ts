import { withoutKeys } from './addresses';
import { PlanReferences } from './plan-references';
import { provisionersIn } from './provisioners';
import { References, referenceText } from './references';
import { Fields, fields, isMap, maps, TerraformResource } from './resource';
import { Unknown } from './unknown';

/**
 * Blocks of `terraform show -json`, of a plan or of a state.
 *
 * A provider marks every argument unknown that it may fill in itself. `configuration` says which of them somebody set:
 * the others are absent, since nobody asked for anything.
 */
export function resourcesOfPlan(plan: Fields): TerraformResource[] {
  const { root_module: root } = fields(plan.planned_values ?? plan.values);
  const unknowns = new Map(maps(plan.resource_changes).map(({ address, change }) => [address, fields(change)]));
  const { root_module: configured, provider_config: providers } = fields(plan.configuration);
  const written = isMap(configured) ? expressionsOf(configured, '') : undefined;
  const references = new PlanReferences(fields(configured));
  const provisioners = provisionersIn(fields(configured));
  const resources = resourcesOfModule(fields(root)).map(({ address, mode, type, name, values }) => ({
    type: mode === 'data' ? `data.${type}` : String(type),
    name: String(name ?? address),
    address: String(address),
    references: references.of(String(address)),
    arguments: {
      ...fields(
        present('', {
          value: values,
          unknown: unknowns.get(address)?.after_unknown,
          expression: written ? (written.get(withoutKeys(String(address))) ?? {}) : NOT_KNOWN,
        }),
      ),
      ...ifAny('provisioner', provisioners.get(withoutKeys(String(address)))),
    },
  }));
  return [...resources, ...providersOf(fields(providers)), ...variablesOf(fields(configured))];
}

function ifAny(name: string, value: unknown): Fields {
  return value === undefined ? {} : { [name]: value };
}

/** Stands for the expressions of a plan that has no configuration. */
const NOT_KNOWN = Symbol('not known');

/** A value of a plan beside what the plan says about it. */
interface Planned {
  readonly value: unknown;
  readonly unknown: unknown;
  readonly expression: unknown;
}

const NOTHING = new References({ locals: {}, resources: [] });

/** A plan writes null where nothing is set, and leaves out what is not known yet. */
function present(argument: string, { value, unknown, expression }: Planned): unknown {
  if (unknown === true) {
    return unknownValue(argument, expression);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      present(argument, {
        value: item,
        unknown: Array.isArray(unknown) ? unknown[index] : undefined,
        expression: ofItem(expression, index),
      }),
    );
  }
  if (!isMap(value)) {
    return value;
  }
  const names = new Set([...Object.keys(value), ...Object.keys(fields(unknown))]);
  const entries = [...names].map((name) => {
    const inner = { value: value[name], unknown: fields(unknown)[name], expression: ofField(expression, name) };
    return [name, present(name, inner)] as const;
  });
  return Object.fromEntries(entries.filter(([, item]) => item !== null && item !== undefined));
}

/** CDKTF's JSON is noted as it stands, with references in the text; of HCL only the references are. */
function unknownValue(argument: string, expression: unknown): unknown {
  if (expression === undefined) {
    return undefined;
  }
  const { constant_value: text, references } = fields(expression);
  if (text !== undefined) {
    return NOTHING.resolve(argument, text);
  }
  return (Array.isArray(references) ? referenceText(references) : undefined) ?? new Unknown(argument);
}

/** A list of blocks has an expression for each; those of a set are in another order, so that all are asked. */
function ofItem(expression: unknown, index: number): unknown {
  if (Array.isArray(expression)) {
    return expression.length === 1 ? expression[0] : expression;
  }
  const { constant_value: items } = fields(expression);
  return Array.isArray(items) ? { constant_value: items[index] } : expression;
}

function ofField(expression: unknown, name: string): unknown {
  if (Array.isArray(expression)) {
    const asked = expression.map((each) => fields(each)[name]).filter((each) => each !== undefined);
    const same = new Set(asked.map((each) => JSON.stringify(each))).size === 1 && asked.length === expression.length;
    return asked.length === 0 || same ? asked[0] : {};
  }
  if (!isMap(expression)) {
    return expression;
  }
  return 'constant_value' in expression || 'references' in expression ? expression : expression[name];
}

function resourcesOfModule(module: Fields): Fields[] {
  return [...maps(module.resources), ...maps(module.child_modules).flatMap(resourcesOfModule)];
}

/** Expressions by the address of a resource, without the keys of `count` and `for_each`. */
function expressionsOf(module: Fields, prefix: string): Map<string, unknown> {
  const own = maps(module.resources).map(({ address, expressions }) => [`${prefix}${address}`, expressions] as const);
  const calls = Object.entries(fields(module.module_calls)).flatMap(([name, call]) => [
    ...expressionsOf(fields(fields(call).module), `${prefix}module.${name}.`),
  ]);
  return new Map([...own, ...calls]);
}

/** What variables of the root module are if nobody sets them. */
function variablesOf(root: Fields): TerraformResource[] {
  return Object.entries(fields(root.variables))
    .map(([name, variable]) => [name, fields(variable).default] as const)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ({
      ...{ type: 'variable.default', name, address: `var.${name}`, arguments: { [name]: value } },
    }));
}

function providersOf(providers: Fields): TerraformResource[] {
  return maps(Object.values(providers)).map(({ name, alias, expressions }) => ({
    type: `provider.${name}`,
    name: typeof alias === 'string' ? alias : 'default',
    arguments: Object.fromEntries(
      Object.entries(fields(expressions)).map(([argument, expression]) => [
        argument,
        unknownValue(argument, expression),
      ]),
    ),
  }));
}
