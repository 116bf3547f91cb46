import { ExactPlace, exactPlaces } from './exact-places';
import { evaluateModels } from './model-rules';
import { parametersOf } from './parameters-of';
import { concerns, isAsked, neighbourhoods } from './relations';
import { RuleIndex } from './rule-index';
import { Observer, Parameters, Unjudged, Violation } from './violation';
import { literalSecretsOfResource } from '../../effective/secrets/terraform-secrets';
import { withoutNulls, withVolumeSources } from '../../objects/defaults';
import { Manifest } from '../../objects/manifest';
import { completeSpec } from '../../objects/places/pod-view';
import { containersOf, podsOf, PodView } from '../../objects/pods';
import { RunningPod, runningPodsOf } from '../../objects/running-pods';
import { judgedArguments } from '../../terraform/judged';
import { TerraformResource } from '../../terraform/resource';
import { Unknown, unknownsIn } from '../../terraform/unknown';
import { Frame, frameOf } from '../cel/compiler/parts';
import { engineProgram } from '../cel/engine';
import { metadataOf } from '../cel/metadata';
import { programOf } from '../cel/program';
import { evaluateUnknown } from '../cel/three-valued';
import { RULES } from '../rules';
import { CelRule } from '../rules/rule';

const ignore: Observer = () => undefined;

/** One evaluation of many things. */
interface Evaluation {
  readonly parameters: Parameters;
  readonly observe: Observer;
  /** What does not hold is added here. */
  readonly violations: Violation[];
}

interface Candidate {
  readonly path: string;
  readonly container?: string;
  /** Why no rule holds here, whatever its text says. */
  readonly error?: string;
  readonly frame: Frame;
}

/** Evaluates the rules over Kubernetes objects; violations in the order of the objects, then of the rules. */
export function evaluateManifests(
  objects: readonly Manifest[],
  parameters: Parameters = {},
  rules = RULES,
  observe = ignore,
): Violation[] {
  const evaluation: Evaluation = { parameters, observe, violations: [] };
  const index = RuleIndex.of(rules);
  for (const object of objects) {
    evaluateObject(object, index, evaluation);
    if (index.modelsOfObject.length > 0) {
      evaluation.violations.push(...evaluateModels([object], index.modelsOfObject, parameters, observe));
    }
  }
  if (index.bundle.length > 0) {
    evaluateBundle(objects, index.bundle, evaluation);
  }
  if (index.modelsOfAll.length > 0) {
    evaluation.violations.push(...evaluateModels(objects, index.modelsOfAll, parameters, observe));
  }
  return evaluation.violations;
}

/** Evaluates the rules over the resources of one Terraform stack. */
export function evaluateStack(
  resources: readonly TerraformResource[],
  parameters: Parameters = {},
  rules = RULES,
  observe = ignore,
  onUnjudged: (unjudged: Unjudged) => void = () => undefined,
): Violation[] {
  const violations: Violation[] = [];
  const index = RuleIndex.of(rules);
  for (const [subject, args] of judgedArguments(resources)) {
    const resource = { ...args, literalSecrets: literalSecretsOfResource(subject) };
    for (const rule of index.ofResource(subject.type)) {
      const answer = answerOf(rule, { resource }, parameters);
      if (typeof answer === 'string') {
        onUnjudged({ rule, subject, reason: answer });
      } else if (!answer) {
        violations.push({ rule, subject, path: '' });
      }
      observe(rule, answer !== false, subject);
    }
  }
  return violations;
}

/** Whether a rule over Terraform holds; a text says why nobody knows. */
function answerOf(rule: CelRule, context: Record<string, unknown>, parameters: Parameters): boolean | string {
  const variables = { params: parametersOf(rule, parameters) };
  try {
    if (unknownsIn(context).length === 0) {
      return programOf(rule)(frameOf({ ...context, variables })) === true;
    }
    const answer = evaluateUnknown(engineProgram(rule.cel).ast, { ...context, variables });
    return answer instanceof Unknown ? `${answer.argument} is not known before the apply` : answer === true;
  } catch (error) {
    return `an argument has another type than the rule expects: ${(error as Error).message.split('\n')[0]}`;
  }
}

function evaluateBundle(objects: readonly Manifest[], rules: readonly CelRule[], evaluation: Evaluation): void {
  const isRead = (object: Manifest) => rules.some((rule) => concerns(rule, object));
  const stored = objects.map((object) => (isRead(object) ? withoutNulls(object) : object));
  const pods = new Map(stored.map((object) => [object, runningPodsOf(object)]));
  const found = rules.flatMap((rule) =>
    neighbourhoods(rule, stored).flatMap((some) => evaluateTogether(rule, some, pods, evaluation)),
  );
  const writtenAs = new Map(found.length > 0 ? stored.map((object, i) => [object, objects[i]]) : []);
  for (const violation of found) {
    evaluation.violations.push({ ...violation, subject: writtenAs.get(violation.subject as Manifest) });
  }
}

/** One violation for each object that alone breaks the rule; one for all of them if no single object does. */
function evaluateTogether(
  rule: CelRule,
  objects: readonly Manifest[],
  podsOfAll: ReadonlyMap<Manifest, readonly RunningPod[]>,
  evaluation: Evaluation,
): Violation[] {
  const judge = (some: readonly Manifest[], subject?: Manifest) => {
    const violations: Violation[] = [];
    run(
      rule,
      candidate('', frameOf({ objects: some, pods: some.flatMap((object) => podsOfAll.get(object)!) })),
      { ...evaluation, observe: ignore, violations },
      subject,
    );
    return violations;
  };
  const whole = judge(objects);
  if (whole.length > 0 || objects.some((object) => concerns(rule, object))) {
    evaluation.observe(rule, whole.length === 0);
  }
  // Each object is judged with all answers, of which those of other kinds would be passed over each time.
  const answers = objects.filter((object) => !isAsked(object) && concerns(rule, object));
  if (whole.length === 0 || judge(answers).length > 0) {
    return whole;
  }
  const single = objects.filter(isAsked).flatMap((object) => judge([...answers, object], object));
  return single.length > 0 ? single : whole;
}

function evaluateObject(object: Manifest, index: RuleIndex, evaluation: Evaluation): void {
  const pods = podsOf(object);
  if (pods.length > 0) {
    evaluateWithPods(object, pods, index, evaluation);
    return;
  }
  const whole = candidate('', frameOf({ object }));
  for (const rule of index.ofObject(object, false)) {
    run(rule, whole, evaluation, object);
  }
}

function evaluateWithPods(object: Manifest, found: readonly PodView[], index: RuleIndex, evaluation: Evaluation): void {
  const pods = found.map(asStored);
  const pieces = pods.filter(({ piece }) => piece !== 'whole');
  const whole = pods.filter(({ piece }) => piece === 'whole');
  const candidates = {
    object: [candidate('', frameOf({ object }))],
    pod: whole.map((pod) => candidate(pod.path, frameOf(contextOf(pod)))),
    container: whole.flatMap(containerCandidates),
  };
  for (const rule of index.ofObject(object, true)) {
    for (const each of candidates[rule.match.subject as keyof typeof candidates]) {
      run(rule, each, evaluation, object);
    }
    for (const each of pieces.flatMap((piece) => candidatesOfPiece(rule, piece, evaluation))) {
      run(rule, each, evaluation, object);
    }
  }
}

function asStored(pod: PodView): PodView {
  return { ...pod, spec: withVolumeSources(pod.spec) };
}

/**
 * Where a rule is asked of a piece of a pod. What operators merge into pods, or write pods around, is judged by what it
 * adds, so that a rule which the pod without it breaks as well is not asked; of a container that an operator writes, only
 * the image is known.
 */
function candidatesOfPiece(rule: CelRule, pod: PodView, { parameters }: Evaluation): Candidate[] {
  const { subject } = rule.match;
  if (pod.piece === 'image') {
    return subject === 'container' && readsImageOnly(rule)
      ? containerCandidates(pod).map((each) => ({ ...each, path: pod.path }))
      : [];
  }
  const holds = ({ frame }: Candidate) =>
    objection(rule, rule.params ? withParameters(frame, rule, parameters) : frame) === undefined;
  if (pod.piece === 'containers' && subject === 'container') {
    return containerCandidates(pod);
  }
  const bare = { ...pod, spec: { containers: [] }, containerFields: [] };
  if (subject === 'pod') {
    return holds(candidate('', frameOf(contextOf(bare)))) ? [candidate(pod.path, frameOf(contextOf(pod)))] : [];
  }
  return subject === 'container'
    ? containerCandidates(pod).filter(({ container: name }) =>
        holds(candidate('', frameOf({ ...contextOf(bare), container: { name } }))),
      )
    : [];
}

function readsImageOnly(rule: CelRule): boolean {
  const { fields } = metadataOf(rule);
  return fields.length > 0 && fields.every(({ root, path }) => root === 'container' && path[0] === 'image');
}

function contextOf(pod: PodView): Record<string, unknown> {
  return { pod: { spec: completeSpec(pod), metadata: pod.meta } };
}

function containerCandidates(pod: PodView): Candidate[] {
  const context = contextOf(pod);
  return containersOf(pod).map(({ path, name, container }) =>
    candidate(path, frameOf({ ...context, container }), name, container ? undefined : 'is not a container'),
  );
}

/** All have the same fields in the same order, which V8 reads faster. */
function candidate(path: string, frame: Frame, container?: string, error?: string): Candidate {
  return { path, container, error, frame };
}

/** Whether a rule holds of a candidate. */
function run(
  rule: CelRule,
  { path, container, frame, error: unreadable }: Candidate,
  { parameters, observe, violations }: Evaluation,
  subject?: Manifest | TerraformResource,
): boolean {
  const judged = rule.params ? withParameters(frame, rule, parameters) : frame;
  const error = unreadable ?? objection(rule, judged);
  const holds = error === undefined;
  observe(rule, holds, subject);
  if (!holds) {
    const places = error === '' ? placesOnDemand(rule, judged) : undefined;
    violations.push({ rule, subject, path, container, places, error: error || undefined });
  }
  return holds;
}

/** Asked once: for the message and for the position. */
function placesOnDemand(rule: CelRule, { context }: Frame): () => readonly ExactPlace[] {
  let places: readonly ExactPlace[] | undefined;
  return () => (places ??= exactPlaces(rule, context, (other) => objection(rule, frameOf(other)) === undefined));
}

function withParameters({ context }: Frame, rule: CelRule, parameters: Parameters): Frame {
  return frameOf({ ...context, variables: { params: parametersOf(rule, parameters) } });
}

/** Undefined where the rule holds, the reason where it cannot be evaluated, empty where it plainly does not hold. */
function objection(rule: CelRule, frame: Frame): string | undefined {
  try {
    return programOf(rule)(frame) === true ? undefined : '';
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}
