import { quantityOf } from '../objects/quantity';

type Fields = Record<string, unknown>;

/** One field in which two objects differ. */
export interface Difference {
  /** `spec.containers[0].image`; an item that only the cluster has is named: `spec.containers[name=debugger]`. */
  readonly path: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** Whether a field that only the cluster has is something that a server or a webhook adds. `[]` stands for any item. */
export type IsAdded = (pattern: string, value: unknown) => boolean;

/** Lists in which an item is known by a field of its own; in others, by its position. */
const ITEM_NAMES: Readonly<Record<string, (item: Fields) => string>> = {
  ...byField('name', 'containers', 'initContainers', 'ephemeralContainers', 'volumes', 'env', 'imagePullSecrets'),
  ...byField('mountPath', 'volumeMounts'),
  tolerations: ({ key, effect }) => `key=${key},effect=${effect ?? ''}`,
};

/** Zero values that the API server does not store, since their fields are no pointers. */
const DROPPED = /(^|\.)(host(Network|PID|IPC)|readOnly|stdin|stdinOnce|tty|value|minReadySeconds|storageClassName)$/;

/** Maps that are the same empty and left out. */
const METADATA = /(^|\.)(labels|annotations)$/;

/** Parents and names of fields that hold quantities, which the API server writes in its own way. */
const QUANTITIES =
  /(^|\.)((limits|requests|hard|default|defaultRequest|max|min|capacity|podFixed)(\.[\w-]+|\["[^"]+"\])|sizeLimit|averageValue)$/;

interface Place {
  readonly path: string;
  readonly pattern: string;
}

/** Every field in which an object of the cluster differs from what was synthesized. */
export function differences(expected: unknown, actual: unknown, isAdded: IsAdded): Difference[] {
  return [...compare({ path: '', pattern: '' }, expected, actual, isAdded)];
}

function* compare(place: Place, expected: unknown, actual: unknown, isAdded: IsAdded): Generator<Difference> {
  if (isMap(expected) && isMap(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      yield* compareEntry(fieldOf(place, key), expected[key], actual[key], isAdded);
    }
  } else if (Array.isArray(expected) && Array.isArray(actual)) {
    yield* compareLists(place, expected, actual, isAdded);
  } else if (!isSame(place.pattern, expected, actual)) {
    yield { path: place.path, expected, actual };
  }
}

function* compareEntry(place: Place, expected: unknown, actual: unknown, isAdded: IsAdded): Generator<Difference> {
  if (isNothing(expected) && isNothing(actual)) {
    return;
  }
  if (isNothing(expected)) {
    if (isMap(actual) && METADATA.test(place.pattern)) {
      yield* compare(place, {}, actual, isAdded);
    } else if (Array.isArray(actual) && itemNameOf(place)) {
      yield* compareLists(place, [], actual, isAdded);
    } else if (!isAdded(place.pattern, actual)) {
      yield { path: place.path, actual };
    }
  } else if (isNothing(actual)) {
    if (isMap(expected) && METADATA.test(place.pattern)) {
      yield* compare(place, expected, {}, isAdded);
    } else if (Array.isArray(expected) && itemNameOf(place)) {
      yield* compareLists(place, expected, [], isAdded);
    } else if (expected || !DROPPED.test(place.pattern)) {
      yield { path: place.path, expected };
    }
  } else {
    yield* compare(place, expected, actual, isAdded);
  }
}

function* compareLists(
  place: Place,
  expected: readonly unknown[],
  actual: readonly unknown[],
  isAdded: IsAdded,
): Generator<Difference> {
  const nameOf = itemNameOf(place);
  const pattern = `${place.pattern}[]`;
  if (nameOf) {
    const left = new Map(actual.map((item) => [nameOf(item as Fields), item]));
    for (const [index, item] of expected.entries()) {
      const name = nameOf(item as Fields);
      yield* compareEntry({ path: `${place.path}[${index}]`, pattern }, item, left.get(name), isAdded);
      left.delete(name);
    }
    for (const [name, item] of left) {
      yield* compareEntry({ path: `${place.path}[${name}]`, pattern }, undefined, item, isAdded);
    }
  } else if (expected.length === actual.length) {
    for (const [index, item] of expected.entries()) {
      yield* compareEntry({ path: `${place.path}[${index}]`, pattern }, item, actual[index], isAdded);
    }
  } else {
    yield { path: place.path, expected, actual };
  }
}

function itemNameOf({ pattern }: Place): ((item: Fields) => string) | undefined {
  return ITEM_NAMES[/\w+$/.exec(pattern)?.[0] ?? ''];
}

function byField(field: string, ...lists: string[]): Record<string, (item: Fields) => string> {
  return Object.fromEntries(lists.map((list) => [list, (item: Fields) => `${field}=${item[field]}`]));
}

function fieldOf({ path, pattern }: Place, key: string): Place {
  const step = /^\w+$/.test(key) ? (path === '' ? key : `.${key}`) : `["${key}"]`;
  return { path: path + step, pattern: pattern + step };
}

/** A list without items is no list to the API server. A map without fields is one: `emptyDir: {}`, `podSelector: {}`. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function isSame(pattern: string, expected: unknown, actual: unknown): boolean {
  if (expected === actual) {
    return true;
  }
  const [one, other] = [expected, actual].map((value) => (QUANTITIES.test(pattern) ? quantityOf(value) : undefined));
  return one !== undefined && one === other;
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
