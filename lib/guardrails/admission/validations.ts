import { Kind } from './kinds';
import { PodShape } from './shapes';
import { CelRule, Rule } from '../rules/rule';

/** What an engine evaluates; true is compliant. */
export interface Validation {
  readonly expression: string;
  readonly message: string;
}

/** Kinds that no admission policy and no webhook ever sees: they could lock everybody out. */
const EXEMPT = [
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
  ...['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
];

/** Why no API server, which sees one object at a time, can enforce a rule; undefined if it can. */
export function whyNotEnforceable({ match }: Rule): string | undefined {
  switch (match.subject) {
    case 'model':
      return match.inCluster;
    case 'bundle':
      return 'it is about several objects together, and an API server sees one at a time';
    case 'terraform':
      return 'it is about cloud resources, which no API server sees';
    case 'object':
      return match.kinds.every(({ kinds }) => kinds.every((kind) => EXEMPT.includes(kind)))
        ? 'it is about admission policies, which admission leaves out'
        : undefined;
    default:
      return undefined;
  }
}

export function isEnforceable(rule: Rule): rule is CelRule {
  return whyNotEnforceable(rule) === undefined;
}

/** A variable may have every field to the type checker of Kubernetes: only what it does not look at reads one. */
const PODS_VARIABLE = 'variables.pods';

/** What validations of a shape read as `variables.<name>`. */
export function variablesOf({ typed, pods }: PodShape): Readonly<Record<string, string>> {
  return typed ? {} : { pods };
}

/** A rule over each pod, or each container, of a shape. */
export function podValidations(rule: CelRule, shape: PodShape): Validation[] {
  const text = rule.cel.trim();
  const expressions =
    rule.match.subject === 'container'
      ? shape.containerLists.map((list) => eachPod(shape, `${list}.all(container,\n${text}\n)`))
      : [eachPod(shape, `\n${text}\n`)];
  return expressions.map((expression) => ({ expression, message: messageOf(rule) }));
}

function eachPod({ typed, pods }: PodShape, condition: string): string {
  return typed ? `${pods}.all(pod, ${condition})` : `${PODS_VARIABLE}.all(some, some.all(pod, ${condition}))`;
}

/** A rule over an object. */
export function objectValidations(rule: CelRule): Validation[] {
  return [{ expression: rule.cel.trim(), message: messageOf(rule) }];
}

/** A validation of a policy over more kinds than the rule is about. */
export function ofKindsOnly({ expression, message }: Validation, kinds: readonly Kind[]): Validation {
  const groups = new Map<string, string[]>();
  for (const { group, kind } of kinds) {
    groups.set(group, [...(groups.get(group) ?? []), `'${kind}'`]);
  }
  const isOfKinds = [...groups].map(
    ([group, names]) => `object.apiVersion.startsWith('${group}/') && object.kind in [${names.join(', ')}]`,
  );
  return { message, expression: `!(${isOfKinds.join(' || ')}) || (\n${expression}\n)` };
}

function messageOf({ id, message, fix }: CelRule): string {
  return `${id} ${message}. Fix: ${fix}`;
}
