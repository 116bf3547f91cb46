import { withoutNulls, withVolumeSources } from './defaults';
import { containersOf, groupOf, Manifest, podsOf, PodView } from './pods';
import { programOf } from './program';
import { concerns, isAsked, neighbourhoods } from './relations';
import { Match, Rule } from './rule';
import { RULES } from './rules';
import { withBlockLists } from './terraform-blocks';

/** A rule that does not hold, and where. */
export interface Violation {
  readonly rule: Rule;
  /** The object, the Terraform resource, or undefined for a whole bundle or stack. */
  readonly subject?: Manifest | TerraformResource;
  /** Path within the object, for example `spec.template.spec.containers[0]`; empty for the object itself. */
  readonly path: string;
  /** Name of the container, if it is about one. */
  readonly container?: string;
  /** Why the text could not be evaluated, which counts as not holding. */
  readonly error?: string;
}

/** A resource of a synthesized Terraform stack. */
export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly arguments: Record<string, unknown>;
}

/** Values of rule parameters by name. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Told of every rule that looks at something, and whether it holds there. */
export type Observer = (rule: Rule, holds: boolean, subject?: Manifest | TerraformResource) => void;

const ignore: Observer = () => undefined;

interface Evaluation {
  readonly parameters: Parameters;
  readonly observe: Observer;
}

interface Candidate {
  readonly path: string;
  readonly container?: string;
  /** Why no rule holds here, whatever its text says. */
  readonly error?: string;
  readonly context: Record<string, unknown>;
}

/** Evaluates the rules over Kubernetes objects; violations in the order of the objects, then of the rules. */
export function evaluateManifests(
  objects: readonly Manifest[],
  parameters: Parameters = {},
  rules = RULES,
  observe = ignore,
): Violation[] {
  const evaluation = { parameters, observe };
  const judged = objects.map(withoutNulls);
  const violations = [
    ...judged.flatMap((object) => evaluateObject(object, rules, evaluation)),
    ...rules
      .filter(({ match }) => match.subject === 'bundle')
      .flatMap((rule) => neighbourhoods(rule, judged).flatMap((some) => evaluateTogether(rule, some, evaluation))),
  ];
  if (violations.length === 0) {
    return violations;
  }
  const writtenAs = new Map(judged.map((object, index) => [object, objects[index]]));
  return violations.map((violation) => ({ ...violation, subject: writtenAs.get(violation.subject as Manifest) }));
}

/** Evaluates the rules over the resources of one Terraform stack. */
export function evaluateStack(
  resources: readonly TerraformResource[],
  parameters: Parameters = {},
  rules = RULES,
  observe = ignore,
): Violation[] {
  const evaluation = { parameters, observe };
  const inBlocks = resources.map((resource) => [resource, withBlockLists(resource.arguments)] as const);
  const violations = inBlocks.flatMap(([resource, args]) =>
    rules
      .filter(({ match }) => match.subject === 'terraform' && match.types.includes(resource.type))
      .flatMap((rule) => run(rule, [{ path: '', context: { resource: args } }], evaluation, resource)),
  );
  const byType: Record<string, unknown[]> = {};
  for (const [{ type }, args] of inBlocks) {
    (byType[type] ??= []).push(args);
  }
  for (const rule of rules.filter(({ match }) => match.subject === 'stack')) {
    const found = run(rule, [{ path: '', context: { resources: byType } }], { parameters, observe: ignore });
    if (found.length > 0 || Object.keys(byType).some((type) => rule.cel.includes(type))) {
      observe(rule, found.length === 0);
    }
    violations.push(...found);
  }
  return violations;
}

/** One violation for each object that alone breaks the rule; one for all of them if no single object does. */
function evaluateTogether(rule: Rule, objects: readonly Manifest[], evaluation: Evaluation): Violation[] {
  const judge = (some: readonly Manifest[], subject?: Manifest) =>
    run(rule, [{ path: '', context: { objects: some } }], { ...evaluation, observe: ignore }, subject);
  const whole = judge(objects);
  if (whole.length > 0 || objects.some((object) => concerns(rule, object))) {
    evaluation.observe(rule, whole.length === 0);
  }
  const answers = objects.filter((object) => !isAsked(object));
  if (whole.length === 0 || judge(answers).length > 0) {
    return whole;
  }
  const single = objects.filter(isAsked).flatMap((object) => judge([...answers, object], object));
  return single.length > 0 ? single : whole;
}

function evaluateObject(object: Manifest, rules: readonly Rule[], evaluation: Evaluation): Violation[] {
  const pods = podsOf(object).map((pod) => ({ ...pod, spec: withVolumeSources(pod.spec) }));
  const candidates = {
    object: [{ path: '', context: { object } }],
    pod: pods.map(podCandidate),
    container: pods.flatMap(containerCandidates),
  };
  const violations: Violation[] = [];
  for (const rule of rulesFor(object, pods.length > 0, rules)) {
    const matching = candidates[rule.match.subject as keyof typeof candidates];
    violations.push(...run(rule, matching, evaluation, object));
  }
  return violations;
}

const rulesByKind = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

/** The rules that are about an object, found once for each kind. */
function rulesFor(object: Manifest, hasPods: boolean, rules: readonly Rule[]): readonly Rule[] {
  const byKind = rulesByKind.get(rules) ?? new Map<string, readonly Rule[]>();
  rulesByKind.set(rules, byKind);
  const group = groupOf(object);
  const kind = `${group}/${object.kind}/${hasPods}`;
  const found = byKind.get(kind) ?? rules.filter(({ match }) => isAbout(match, group, object.kind, hasPods));
  byKind.set(kind, found);
  return found;
}

function isAbout(match: Match, group: string, kind: string, hasPods: boolean): boolean {
  switch (match.subject) {
    case 'object':
      return match.kinds.some((each) => each.group === group && each.kinds.includes(kind));
    case 'pod':
    case 'container':
      return hasPods;
    default:
      return false;
  }
}

function podCandidate(pod: PodView): Candidate {
  return { path: pod.path, context: { pod: { spec: pod.spec, metadata: pod.meta } } };
}

function containerCandidates(pod: PodView): Candidate[] {
  const { context } = podCandidate(pod);
  return containersOf(pod).map(({ path, name, container }) => ({
    path,
    container: name,
    error: container ? undefined : 'is not a container',
    context: { ...context, container },
  }));
}

function run(
  rule: Rule,
  candidates: readonly Candidate[],
  { parameters, observe }: Evaluation,
  subject?: Manifest | TerraformResource,
): Violation[] {
  const variables = rule.params && { params: parametersOf(rule, parameters) };
  const violations: Violation[] = [];
  for (const { path, container, context, error: unreadable } of candidates) {
    const error = unreadable ?? objection(rule, variables ? { ...context, variables } : context);
    observe(rule, error === undefined, subject);
    if (error !== undefined) {
      violations.push({ rule, subject, path, container, error: error || undefined });
    }
  }
  return violations;
}

/** Undefined where the rule holds, the reason where it cannot be evaluated, empty where it plainly does not hold. */
function objection(rule: Rule, context: Record<string, unknown>): string | undefined {
  try {
    return programOf(rule)(context) === true ? undefined : '';
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}

/** Values of the parameters of a rule: what was given, or the default. */
export function parametersOf(rule: Rule, given: Parameters): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rule.params ?? {}).map(([name, parameter]) => [name, given[name] ?? parameter.default]),
  );
}
