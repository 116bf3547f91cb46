import { isMap } from './resource';

/**
 * Arguments of a Terraform resource with every block as a list. JSON may give a single block as an object, as cdktf does,
 * and plans give it as a list of one; rules are written over lists. Maps become lists as well: no rule reads one.
 */
export function withBlockLists(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, asList(value)]));
}

function asList(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => (isMap(item) ? withBlockLists(item) : item));
  }
  return isMap(value) ? [withBlockLists(value)] : value;
}
