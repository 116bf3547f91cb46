/** CEL: the pods of objects whose types nobody checks, as a list of lists, since CEL of Kubernetes flattens none. */
import { Kind } from './kinds';
import { podPlacesOf } from './pod-kinds';

const OBJECT = 'dyn(object)';

/** A list of lists of all that has `metadata` and `spec` of a pod, in objects of any of the kinds. */
export function podLists(kinds: readonly Kind[]): string {
  const kindsOf = new Map<string, string[]>();
  for (const kind of kinds) {
    const lists = listsOf(kind);
    kindsOf.set(lists, [...(kindsOf.get(lists) ?? []), `'${kind.group}/${kind.kind}'`]);
  }
  const cases = [...kindsOf].map(([lists, names]) => `kind in [${names.join(', ')}] ? ${lists} :`);
  // CEL has no `let`; the version of a kind has no say in where its pods are
  const groupKind = "(object.apiVersion.contains('/') ? object.apiVersion.split('/')[0] : '') + '/' + object.kind";
  return [`[${groupKind}].map(kind,`, ...cases, '[])[0]'].join('\n');
}

function listsOf(kind: Kind): string {
  const { templates, specs } = podPlacesOf(kind);
  return [
    ...templates.map((path) => listsAt(path)),
    // pods of a pod spec without metadata of its own get that of the object
    ...specs.map(
      (path) => `${listsAt(path)}.map(specs, specs.map(spec, {'metadata': ${OBJECT}.metadata, 'spec': spec}))`,
    ),
  ].join(' + ');
}

/** A list of lists of what is at a place; empty where nothing is. */
function listsAt(path: string): string {
  const [fields, ...loops] = path.split(/(?=\[\]|\{\})/).map((part) => part.replace(/^(\[\]|\{\})\.?/, '$1 '));
  const inner = loops.map((loop) => loop.split(' ') as [string, string]);
  switch (inner.length) {
    case 0:
      return `[${path === '' ? `[${OBJECT}]` : `[?${optional(OBJECT, fields)}]`}]`;
    case 1:
      return `[${eachOf(OBJECT, fields, inner[0])}]`;
    case 2: {
      const [[outer, between], last] = inner;
      if (outer === '[]') {
        return `${optional(OBJECT, fields)}.orValue([]).map(outer, ${eachOf('outer', between, last)})`;
      }
    }
  }
  throw new Error(`no list of pods for the place ${path}`);
}

/** A list of what is at a path within each item of a list, or each value of a map. */
function eachOf(object: string, fields: string, [loop, path]: readonly [string, string]): string {
  const of = optional(object, fields);
  if (loop === '{}') {
    const value = 'values[key]';
    return `[${of}.orValue({})].map(values, values.filter(key, ${isThere(value, path)}).map(key, ${within(value, path)}))[0]`;
  }
  return `${of}.orValue([]).filter(item, ${isThere('item', path)}).map(item, ${within('item', path)})`;
}

const optional = (object: string, path: string): string => [object, ...path.split('.')].join('.?');
const within = (value: string, path: string): string => (path === '' ? value : `${value}.${path}`);
const isThere = (value: string, path: string): string => (path === '' ? 'true' : `${optional(value, path)}.hasValue()`);
