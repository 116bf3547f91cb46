/**
 * What a change of a program does to what was applied: the plan that Terraform makes of two stacks, by what the provider
 * replaces (ForceNew), with `prevent_destroy` and `ignore_changes`. It calls no cloud, and asks the provider nothing.
 */
import { StackJson } from './stack';
import { readConstraints } from '../../../projenrc/alicloud/constraints';

/** What becomes of a resource. `refused`: Terraform makes no plan, since it would destroy what must not be. */
export type Outcome = 'created' | 'updated' | 'replaced' | 'deleted' | 'refused';

type Resource = Record<string, any>;

const constraints = readConstraints();

/** By address, what becomes of each resource that does not stay as it is. */
export function changesBetween(before: StackJson, after: StackJson): Map<string, Outcome> {
  const [old, now] = [resourcesOf(before), resourcesOf(after)];
  const outcomes = new Map<string, Outcome>();
  for (const address of old.keys()) {
    if (!now.has(address)) {
      // Terraform reads prevent_destroy in the program, in which the resource is no more.
      outcomes.set(address, 'deleted');
    }
  }
  for (const [address, resource] of now) {
    const earlier = old.get(address);
    const outcome = earlier ? changeOf(address, earlier, resource) : 'created';
    if (outcome) {
      outcomes.set(address, outcome);
    }
  }
  spread(now, outcomes);
  return outcomes;
}

/** What refers to a resource that is another one refers to another value. */
function spread(now: Map<string, Resource>, outcomes: Map<string, Outcome>): void {
  let count: number;
  do {
    count = outcomes.size;
    const gone = [...outcomes].filter(([, outcome]) => outcome === 'replaced').map(([address]) => address);
    for (const [address, resource] of now) {
      const type = address.split('.')[0];
      const moved = leaves(resource).filter(
        ([path, value]) =>
          !isIgnored(resource, path) &&
          typeof value === 'string' &&
          gone.some((each) => value.includes(`${each}.`)) &&
          constraints[type]?.[path]?.forceNew,
      );
      if (moved.length > 0 && !['replaced', 'refused', 'created'].includes(outcomes.get(address) ?? '')) {
        outcomes.set(address, replacementOf(resource));
        count = -1;
      }
    }
  } while (count !== outcomes.size);
}

function changeOf(address: string, earlier: Resource, resource: Resource): Outcome | undefined {
  const type = address.split('.')[0];
  const [old, now] = [leaves(earlier), leaves(resource)].map((entries) => {
    const byPath = new Map<string, unknown[]>();
    entries.forEach(([path, value]) => byPath.set(path, [...(byPath.get(path) ?? []), value]));
    return byPath;
  });
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (path) => !isIgnored(resource, path) && JSON.stringify(old.get(path)) !== JSON.stringify(now.get(path)),
  );
  if (changed.length === 0) {
    return undefined;
  }
  return changed.some((path) => constraints[type]?.[path]?.forceNew) ? replacementOf(resource) : 'updated';
}

function replacementOf(resource: Resource): Outcome {
  return resource.lifecycle?.prevent_destroy ? 'refused' : 'replaced';
}

function isIgnored({ lifecycle }: Resource, path: string): boolean {
  return ((lifecycle?.ignore_changes ?? []) as string[]).some((each) => path === each || path.startsWith(`${each}.`));
}

/** Values by their path, without positions in lists. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => leaves(item, path));
  }
  if (typeof value !== 'object' || value === null) {
    return [[path, value]];
  }
  return Object.entries(value).flatMap(([name, item]) =>
    path === '' && ['//', 'lifecycle', 'depends_on'].includes(name)
      ? []
      : leaves(item, path ? `${path}.${name}` : name),
  );
}

function resourcesOf({ resource = {} }: StackJson): Map<string, Resource> {
  return new Map(
    Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => [`${type}.${name}`, body as Resource] as const),
    ),
  );
}
