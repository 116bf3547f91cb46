import { Steps, valueAt } from '../../objects/steps';
import { RuleField } from '../cel/expression-metadata';
import { metadataOf } from '../cel/metadata';
import { CelRule } from '../rules/rule';

/** A place that a rule objects to. */
export interface ExactPlace {
  /** Steps from what the rule judged: a container, the spec of a pod or an object. */
  readonly steps: Steps;
  /** Whether the steps start beside the spec of the pod, as its metadata does. */
  readonly isBesideSpec: boolean;
  /** For a reader: `env[DB_PASSWORD]`, `args[3]`; undefined for a field that the message of the rule names anyway. */
  readonly label?: string;
}

type Context = Readonly<Record<string, unknown>>;
type Holds = (context: Context) => boolean;

/** Fields that hold values by keys that the author chose. */
const DICTIONARIES = /^(annotations|binaryData|data|hard|labels|limits|matchLabels|parameters|requests|stringData)$/;

/** Longer lists are not taken apart. */
const LONGEST = 300;

/** Where the fields of a rule are, in what it is evaluated in. */
const ROOTS: Readonly<Record<RuleField['root'], Steps>> = {
  object: ['object'],
  container: ['container'],
  resource: ['resource'],
  'pod.spec': ['pod', 'spec'],
  'pod.metadata': ['pod', 'metadata'],
};

/**
 * Places that a rule objects to, found by leaving parts out and asking it again: a part without which the rule holds is
 * where it objects, and so is an item of a list or a value of a map that breaks the rule alone. Empty where nothing that is
 * written breaks the rule, but something that is not.
 */
export function exactPlaces(rule: CelRule, context: Context, holds: Holds): ExactPlace[] {
  const isAbout = rule.match.subject === 'container' ? ['container'] : ['object', 'pod.spec', 'pod.metadata'];
  const fields = metadataOf(rule).fields.filter(({ root }) => isAbout.includes(root));
  const found = fields.flatMap(({ root, path }) => {
    const from = ROOTS[root].length;
    return new Search(holds).from(context, [...ROOTS[root], ...path]).map((place): ExactPlace => {
      const steps = place.slice(from);
      const isBesideSpec = root === 'pod.metadata';
      return {
        steps: isBesideSpec ? ['metadata', ...steps] : steps,
        isBesideSpec,
        label: labelOf(context, place, from),
      };
    });
  });
  const deepest = found.filter(({ label }) => label !== undefined);
  return distinct(deepest.length > 0 ? deepest : found);
}

class Search {
  public constructor(private readonly holds: Holds) {}

  public from(context: Context, path: Steps): Steps[] {
    const value = valueAt(context, path);
    return value !== undefined && this.holds(changed(context, path, undefined))
      ? this.within(context, path, value)
      : [];
  }

  /** Places within a value without which the rule holds. `context` has of lists only what is looked at. */
  private within(context: Context, path: Steps, value: unknown): Steps[] {
    if (typeof value !== 'object' || value === null) {
      return [path];
    }
    const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    if (keys.length > LONGEST) {
      return [path];
    }
    if (!Array.isArray(value) && !DICTIONARIES.test(String(path.at(-1)))) {
      const causes = keys.filter((key) => this.holds(changed(context, [...path, key], undefined)));
      return causes.length === 1 ? this.within(context, [...path, causes[0]], valueAt(value, causes)) : [path];
    }
    const culprits = keys.filter((key) => !this.holds(changed(context, path, only(value, key))));
    return culprits.length > 0 ? culprits.flatMap((key) => this.withinItem(context, path, value, key)) : [path];
  }

  /** Within an item alone, since others may break the rule as well. */
  private withinItem(context: Context, path: Steps, value: object, key: string | number): Steps[] {
    const item = valueAt(value, [key]);
    const here = Array.isArray(value) ? 0 : key;
    const alone = changed(context, path, only(value, key));
    const places = this.within(alone, [...path, here], item);
    return places.map((place) => [...path, key, ...place.slice(path.length + 1)]);
  }
}

function only(value: object, key: string | number): unknown {
  const item = valueAt(value, [key]);
  return Array.isArray(value) ? [item] : { [key]: item };
}

/** A copy with another value at a path; undefined takes the field away. */
function changed<T>(value: T, [step, ...rest]: Steps, to: unknown): T {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string | number, unknown>;
  const inner = rest.length > 0 ? changed(copy[step], rest, to) : to;
  if (inner === undefined) {
    delete copy[step];
  } else {
    copy[step] = inner;
  }
  return copy as T;
}

/** Steps for a reader: items by their name where they have one. */
function labelOf(context: Context, place: Steps, from: number): string | undefined {
  let isInside = false;
  const text = place.slice(from).map((step, index) => {
    const depth = from + index;
    if (typeof step === 'number') {
      isInside = true;
      const name = valueAt(context, [...place.slice(0, depth + 1), 'name']);
      return `[${typeof name === 'string' ? name : step}]`;
    }
    const isKey = index > 0 && DICTIONARIES.test(String(place[depth - 1]));
    isInside ||= isKey;
    return isKey ? `[${step}]` : `.${step}`;
  });
  return isInside ? text.join('').replace(/^\./, '') : undefined;
}

function distinct(places: readonly ExactPlace[]): ExactPlace[] {
  return [...new Map(places.map((place) => [JSON.stringify(place.steps), place])).values()];
}
