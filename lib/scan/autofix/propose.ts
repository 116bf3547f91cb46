import { isDeepStrictEqual } from 'node:util';
import { evaluateManifests } from '../../guardrails/evaluation/evaluate';
import { Violation } from '../../guardrails/evaluation/violation';
import { RULES } from '../../guardrails/rules';
import { Autofix } from '../../guardrails/rules/autofix';
import { Rule, spansObjects } from '../../guardrails/rules/rule';
import { Manifest } from '../../objects/manifest';
import { isMap } from '../../objects/places/pod-shapes';
import { Steps, valueAt } from '../../objects/steps';
import { steps } from '../location';

type Fields = Readonly<Record<string, unknown>>;

/** A field to write. */
export interface Change {
  readonly path: Steps;
  readonly value: unknown;
  readonly ruleId: string;
}

/** What stays for a person, and why. */
export interface Left {
  readonly path: Steps;
  readonly ruleId: string;
  readonly reason: string;
}

export interface Proposal {
  readonly changes: readonly Change[];
  readonly left: readonly Left[];
}

/** Kinds whose fields are known to all. What runs the pods of other kinds decides which fields it hands on. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  v1: ['Pod', 'PodTemplate', 'ReplicationController'],
  'apps/v1': ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  'batch/v1': ['Job', 'CronJob'],
};
const OBJECT_RULES = RULES.filter((rule) => !spansObjects(rule));
const FIXABLE = OBJECT_RULES.filter(({ autofix }) => autofix !== undefined);

/**
 * What can be written into an object for the rules that have an autofix and do not hold for it.
 *
 * @param isOpen whether a violation is one that nobody accepted
 */
export function proposalFor(object: Manifest, isOpen: (violation: Violation) => boolean): Proposal {
  const changes: Change[] = [];
  const left: Left[] = [];
  let current = object;
  for (const { rule, path } of evaluateManifests([object], {}, FIXABLE).filter(isOpen)) {
    const { of, path: field, value } = rule.autofix!;
    const start = steps(path);
    const at = [...(of === 'pod' && isContainer(start) ? start.slice(0, -2) : start), ...field];
    if (!brokenIn(current, [rule]).includes(`${rule.id} ${path}`)) {
      continue; // by what is written for another container of the pod, or for another rule
    }
    const changed = withField(current, at, value) as Manifest;
    const reason = doubtAbout(current, rule.autofix!, start, at) ?? whyWorse(current, changed, rule.id, path);
    if (reason !== undefined) {
      left.push({ path: at, ruleId: rule.id, reason });
    } else {
      changes.push({ path: at, value, ruleId: rule.id });
      current = changed;
    }
  }
  return { changes, left };
}

/** Pod rules are found at a spec, and others at an item of its containers. */
function isContainer(start: Steps): boolean {
  return typeof start.at(-1) === 'number';
}

/** Why a person has to decide; undefined if nobody has to. */
function doubtAbout(object: Manifest, { doubts, value }: Autofix, start: Steps, at: Steps): string | undefined {
  if (!KINDS[object.apiVersion]?.includes(object.kind)) {
    return `what runs the pods of ${object.kind} decides which of their fields count`;
  }
  const blocking = blockingValue(object, at);
  if (blocking !== undefined && !isDeepStrictEqual(valueAt(object, at), value)) {
    return `somebody wrote ${JSON.stringify(blocking)}`;
  }
  const spec = valueAt(object, isContainer(start) ? start.slice(0, -2) : start) as Fields;
  const container = isContainer(start) ? (valueAt(object, start) as Fields) : {};
  return doubts.find(({ isIn }) => isIn(spec, container))?.reason;
}

/** What is written at a path, or in place of a map on the way to it. */
function blockingValue(object: Manifest, at: Steps): unknown {
  const values = at.map((_, index) => valueAt(object, at.slice(0, index + 1)));
  return (
    values.find((value, index) => value !== null && (typeof value !== 'object' || index === at.length - 1)) ?? undefined
  );
}

/** Why an object is not better with a change: the rule still does not hold, or another holds no more. */
function whyWorse(before: Manifest, after: Manifest, ruleId: string, path: string): string | undefined {
  const [earlier, now] = [before, after].map((object) => brokenIn(object, OBJECT_RULES));
  if (now.includes(`${ruleId} ${path}`)) {
    return 'other fields are against the rule too';
  }
  const added = now.find((one) => !earlier.includes(one));
  return added && `${added} would not hold any more`;
}

/** Rules that do not hold for an object, each with its place. */
function brokenIn(object: Manifest, rules: readonly Rule[]): string[] {
  return evaluateManifests([object], {}, rules).map(({ rule, path }) => `${rule.id} ${path}`);
}

/** A value with a field, and maps around it where there are none. */
export function withField(value: unknown, [step, ...rest]: Steps, field: unknown): unknown {
  if (step === undefined) {
    return field;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? withField(item, rest, field) : (item as unknown)));
  }
  const map = isMap(value) ? value : {};
  return { ...map, [step]: withField(map[step], rest, field) };
}
