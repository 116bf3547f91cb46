import { UnreadPlace } from './find-pods';
import { isBlueprint, isDeployer, isPatcher } from './kind-facts';
import { isConfiguration } from './kinds-without-pods';
import { isKnownWithoutPlaces, placesOf } from './pod-places';
import { Manifest } from '../manifest';
import { containersOf, groupKindOf, heldBy } from '../pods';
import { fieldsNotInForce } from '../schema/unknown-fields';

/** Why something was not understood. */
export const UNKNOWN_REASONS = [
  /** No rule and no record knows the kind. */
  'unknown-kind',
  /** Objects of the kind run pods, and the operator writes what they may do. */
  'pods-of-operator',
  /** What is deployed lies elsewhere: in a chart, a repository, another object. */
  'deployed-from-elsewhere',
  /** A value or text that should hold an object or a pod, and in which none was recognized. */
  'unread-value',
  /** An expression that is replaced before it runs. */
  'unresolved-value',
  /** A field that Kubernetes drops or refuses, often one that stands in the wrong place. */
  'unknown-field',
  /** A file or folder that was not read. */
  'skipped-file',
] as const;

export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** Something of an object that could run or decide what runs, and that was not looked into. */
export interface NotUnderstood {
  /** Path within the object; empty for all of it. */
  readonly path: string;
  readonly reason: UnknownReason;
  readonly message: string;
  /** Whether something may run because of it. */
  readonly mayRun: boolean;
}

/** Names of fields by which objects of operators say what they run. */
const OF_WHAT_RUNS =
  /^(args?|affinity|command|containers?|engine|env|hostPath|image(s|Name|Tag)?|model(Uri|Name)?|nodeSelector|pods?(Spec|Template)?|replicas|resources|runtime(ClassName)?|script|securityContext|serviceAccount(Name)?|storageUri|template|tolerations|volumes|workers?)$/;

/** Bounded, since a start without an end is looked for from each start to the end of the text. `${…}` of kro and OpenShift, `{{…}}` of templates, `$(params.…)` of Tekton. */
const EXPRESSION = /\$\{[^}]{0,300}\}|\{\{.{0,300}\}\}|\$\((params|inputs|tasks|workspaces|tt\.params)\b[^)]{0,300}\)/;

const DEEPEST = 100;

/** What of an object was not understood, that of objects within it left out. */
export function notUnderstoodIn(object: Manifest): NotUnderstood[] {
  const groupKind = groupKindOf(object);
  const { pods, unread } = heldBy(object);
  return [
    ...unread.map((place) => ofPlace(place, groupKind)),
    ...ofKind(object, groupKind),
    ...pods.flatMap(unresolved),
    ...fieldsNotInForce(object).map((field) => ({ ...field, reason: 'unknown-field' as const, mayRun: false })),
  ];
}

function ofPlace({ path, why }: UnreadPlace, groupKind: string): NotUnderstood {
  switch (why) {
    case 'image':
      return {
        ...{ path, reason: 'pods-of-operator', mayRun: true },
        message: 'only the image is judged: the operator writes the container that runs it',
      };
    case 'script':
      return { path, reason: 'unread-value', mayRun: false, message: 'scripts are not read' };
    case 'text':
      return {
        ...{ path, reason: 'unread-value', mayRun: placesOf(groupKind) !== undefined },
        message: 'no object and no pod was recognized in this text',
      };
    case 'embedded':
      return {
        ...{ path, reason: 'unread-value', mayRun: true },
        message: 'no object and no pod was recognized in this value',
      };
  }
}

function ofKind(object: Manifest, groupKind: string): NotUnderstood[] {
  const { pods, embedded, unread } = heldBy(object);
  const isEmpty = pods.length + embedded.length + unread.length === 0;
  if (isDeployer(groupKind)) {
    const message = 'what it deploys lies in a chart or repository that was not read: check what that renders to';
    return [{ path: '', reason: 'deployed-from-elsewhere', message, mayRun: true }];
  }
  if (isPatcher(groupKind)) {
    const message = 'its patches are not read: check the objects as they are applied';
    return [{ path: '', reason: 'unread-value', message, mayRun: true }];
  }
  const places = placesOf(groupKind);
  if (places) {
    const message = `objects of the kind ${object.kind} run pods, and no pod is written here: what they may do is not known`;
    const isSilent = !places.isClosed && isEmpty && !isBlueprint(groupKind);
    return isSilent ? [{ path: '', reason: 'pods-of-operator', message, mayRun: true }] : [];
  }
  if (isConfiguration(groupKind) || isKnownWithoutPlaces(groupKind)) {
    return [];
  }
  const mayRun = pods.length + embedded.length === 0 && saysWhatRuns(object, 0);
  const found = pods.length + embedded.length > 0 ? '; pods in it were found by their shape' : '';
  const message = `kind ${object.kind} of ${object.apiVersion} is not known${found}`;
  return [{ path: '', reason: 'unknown-kind', message, mayRun }];
}

function saysWhatRuns(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) {
    return depth > DEEPEST;
  }
  return Array.isArray(value)
    ? value.some((item) => saysWhatRuns(item, depth + 1))
    : Object.entries(value).some(
        ([field, inner]) =>
          !(depth === 0 && (field === 'metadata' || field === 'status')) &&
          (OF_WHAT_RUNS.test(field) || saysWhatRuns(inner, depth + 1)),
      );
}

/** Expressions in fields that rules judge: nobody knows here what replaces them. */
function unresolved(pod: Parameters<typeof containersOf>[0]): NotUnderstood[] {
  const { path, spec } = pod;
  const judged = [
    ...['hostIPC', 'hostNetwork', 'hostPID', 'securityContext'].map((field) => [`${path}.${field}`, spec[field]]),
    ...containersOf(pod).flatMap(({ path: at, container = {} }) =>
      ['image', 'securityContext'].map((field) => [`${at}.${field}`, container[field]]),
    ),
  ] as [string, unknown][];
  return judged
    .filter(([, value]) => value !== undefined && EXPRESSION.test(JSON.stringify(value)))
    .map(([at, value]) => ({
      ...{ path: at, reason: 'unresolved-value', mayRun: true },
      message: `the value is decided elsewhere: ${JSON.stringify(value).slice(0, 80)}`,
    }));
}
