import { POD_KINDS as KINDS, podPlacesOf } from '../../../lib/guardrails/admission/pod-kinds';
import { Manifest } from '../../../lib/objects/manifest';
import { stepsOfPlace } from '../../../lib/objects/places/pod-places';
import { merge } from '../../guardrails/rules/samples';

/** Versions of the kinds that the judge's API server serves. */
const VERSIONS: Record<string, string> = { 'serving.kserve.io/InferenceService': 'v1beta1' };

const SELECTOR = { spec: { selector: { matchLabels: { app: 'engine' } } } };
const LABELS = { metadata: { labels: { app: 'engine' } } };

/** Jobs end, so that their pods may not always be restarted. */
const ENDS = { spec: { restartPolicy: 'Never' } };

/** Of several places, the one that the kind cannot be without. */
const PLACES: Record<string, string> = { 'serving.kserve.io/InferenceService': 'spec.predictor' };

/** What a kind wants beside its pods, and what it wants of them. */
const WANTS: Record<string, { readonly object?: object; readonly pod?: object }> = {
  'apps/DaemonSet': { object: SELECTOR, pod: LABELS },
  'apps/Deployment': { object: SELECTOR, pod: LABELS },
  'apps/ReplicaSet': { object: SELECTOR, pod: LABELS },
  'apps/StatefulSet': { object: SELECTOR, pod: LABELS },
  'batch/CronJob': { object: { spec: { schedule: '@daily' } }, pod: ENDS },
  'batch/Job': { pod: ENDS },
};

/** Every kind that has pods, such as `apps/Deployment`. */
export const POD_KINDS = KINDS.map(({ group, kind }) => `${group}/${kind}`);

/** One kind of each shape, and of each way in which an operator's kind has its pods. */
export const REPRESENTATIVES = [
  ...['/Pod', '/PodTemplate', 'apps/Deployment', 'batch/CronJob'],
  ...['leaderworkerset.x-k8s.io/LeaderWorkerSet', 'ray.io/RayCluster', 'serving.kserve.io/InferenceService'],
];

/** An object of a kind that makes a pod. */
export function asKind(key: string, { metadata, spec }: Manifest): Manifest {
  const [group, kind] = key.split('/');
  const version = VERSIONS[key] ?? 'v1';
  const head = { apiVersion: group ? `${group}/${version}` : version, kind, metadata: { name: 'sample' } };
  const { object = {}, pod = {} } = WANTS[key] ?? {};
  const { name, namespace, ...podMetadata } = metadata ?? {};
  const template = merge(pod, { metadata: podMetadata, spec });
  const { templates, specs } = podPlacesOf({ group, kind });
  const body = templates.length > 0 ? at(templates.at(-1)!, template) : at(PLACES[key] ?? specs[0], spec);
  return merge(merge(head, object), merge({ metadata: { namespace } }, body)) as Manifest;
}

function at(path: string, value: unknown): unknown {
  return stepsOfPlace(path).reduceRight(
    (inner, step) => (step === '[]' ? [inner] : { [step === '{}' ? 'one' : step]: inner }),
    value,
  );
}
