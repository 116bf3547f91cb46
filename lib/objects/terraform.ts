import type { Manifest } from './pods';
import type { TerraformResource } from '../guardrails/evaluation/evaluate';

type Fields = Record<string, unknown>;

/** What stands for a value that is known after apply only; no rule takes it for a safe value. */
export const UNKNOWN = '(known after apply)';

/** Resources of Terraform's JSON syntax: `cdk.tf.json`, or what `toTerraform()` of a stack returns. */
export function resourcesOfConfiguration(configuration: Fields): TerraformResource[] {
  return maps(configuration.resource).flatMap((types) =>
    Object.entries(types).flatMap(([type, byName]) =>
      maps(byName).flatMap((names) =>
        Object.entries(names).flatMap(([name, bodies]) =>
          maps(bodies).map((body) => ({ type, name, arguments: body })),
        ),
      ),
    ),
  );
}

/** Resources of `terraform show -json`, of a plan or of a state. */
export function resourcesOfPlan(plan: Fields): TerraformResource[] {
  const { root_module: root } = fields(plan.planned_values ?? plan.values);
  const unknowns = new Map(maps(plan.resource_changes).map(({ address, change }) => [address, fields(change)]));
  return resourcesOfModule(fields(root)).map(({ address, type, values }) => ({
    type: String(type),
    name: String(address).replace(`${type}.`, ''),
    arguments: fields(present(values, unknowns.get(address)?.after_unknown)),
  }));
}

/** A Kubernetes object that Terraform applies, and the resource that holds it. */
export interface AppliedObject {
  readonly resource: TerraformResource;
  readonly manifest: Manifest;
}

/** Kubernetes objects among resources, as the Kubernetes provider of Terraform has them. */
export function appliedObjects(resources: readonly TerraformResource[]): AppliedObject[] {
  return resources
    .filter(({ type }) => type === 'kubernetes_manifest')
    .map((resource) => ({ resource, manifest: fields(resource.arguments.manifest) as Manifest }))
    .filter(({ manifest: { apiVersion, kind } }) => typeof apiVersion === 'string' && typeof kind === 'string');
}

/** Where cdktf says which construct a resource came from. */
export function constructPathOf(resource: TerraformResource): string | undefined {
  const [comment] = maps(resource.arguments['//']);
  const path = maps(comment?.metadata)[0]?.path;
  return typeof path === 'string' ? path : undefined;
}

function resourcesOfModule(module: Fields): Fields[] {
  const own = maps(module.resources).filter(({ mode }) => mode === 'managed');
  return [...own, ...maps(module.child_modules).flatMap(resourcesOfModule)];
}

/** A plan writes null where nothing is set, and leaves out what is not known yet. */
function present(value: unknown, unknown: unknown): unknown {
  if (unknown === true) {
    return UNKNOWN;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => present(item, Array.isArray(unknown) ? unknown[index] : undefined));
  }
  if (!isMap(value)) {
    return value;
  }
  const names = new Set([...Object.keys(value), ...Object.keys(fields(unknown))]);
  const entries = [...names].map((name) => [name, present(value[name], fields(unknown)[name])] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== null && item !== undefined));
}

/** The maps in what may be one map or a list of them. */
function maps(value: unknown): Fields[] {
  return (Array.isArray(value) ? value : [value]).filter(isMap);
}

function fields(value: unknown): Fields {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
