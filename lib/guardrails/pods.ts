/** A Kubernetes object as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** A pod template within an object, or the object itself. */
export interface PodView {
  /** Where the pod spec is, for example `spec.template.spec`. */
  readonly path: string;
  readonly spec: Record<string, unknown>;
  readonly meta: Record<string, unknown>;
}

/** A container and where it is, for example `spec.containers[0]`. */
export interface ContainerView {
  readonly path: string;
  readonly name: string;
  readonly container: Record<string, unknown>;
}

/** Where a kind has its pods: a pod template (`metadata` and `spec`), or a pod spec of its own. `*` is every element. */
interface PodPaths {
  readonly templates?: readonly string[];
  readonly specs?: readonly string[];
}

const WORKLOAD: PodPaths = { templates: ['spec.template'] };
const RAY_CLUSTER = ['headGroupSpec.template', 'workerGroupSpecs.*.template'];

/** By API group and kind. */
const POD_PATHS: Record<string, PodPaths> = {
  '/Pod': { templates: [''] },
  '/PodTemplate': { templates: ['template'] },
  '/ReplicationController': WORKLOAD,
  'apps/DaemonSet': WORKLOAD,
  'apps/Deployment': WORKLOAD,
  'apps/ReplicaSet': WORKLOAD,
  'apps/StatefulSet': WORKLOAD,
  'argoproj.io/Rollout': WORKLOAD,
  'batch/CronJob': { templates: ['spec.jobTemplate.spec.template'] },
  'batch/Job': WORKLOAD,
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': {
    templates: ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'],
  },
  'ray.io/RayCluster': { templates: RAY_CLUSTER.map((path) => `spec.${path}`) },
  'ray.io/RayJob': { templates: RAY_CLUSTER.map((path) => `spec.rayClusterSpec.${path}`) },
  'ray.io/RayService': { templates: RAY_CLUSTER.map((path) => `spec.rayClusterConfig.${path}`) },
  'serving.knative.dev/Configuration': WORKLOAD,
  'serving.knative.dev/Service': WORKLOAD,
  'serving.kserve.io/ClusterServingRuntime': { specs: ['spec'] },
  'serving.kserve.io/InferenceService': { specs: ['spec.predictor', 'spec.transformer', 'spec.explainer'] },
  'serving.kserve.io/LLMInferenceService': { specs: ['spec.template', 'spec.worker', 'spec.prefill.template'] },
  'serving.kserve.io/ServingRuntime': { specs: ['spec'] },
};

/** Fields of a pod spec that hold containers; KServe has the engine of a predictor in a field of its own. */
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];
const SINGLE_CONTAINERS = ['model'];

/** API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: Manifest): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Every pod that an object makes. */
export function podsOf(object: Manifest): PodView[] {
  const paths = POD_PATHS[`${groupOf(object)}/${object.kind}`];
  if (!paths) {
    return [];
  }
  const templates = (paths.templates ?? []).flatMap((path) => [...valuesAt(object, path)]);
  const specs = (paths.specs ?? []).flatMap((path) => [...valuesAt(object, path)]);
  return [
    ...templates.map(({ path, value }) => ({
      path: joined(path, 'spec'),
      spec: record(value.spec),
      meta: record(value.metadata),
    })),
    ...specs.map(({ path, value }) => ({ path, spec: value, meta: record(object.metadata) })),
  ];
}

/** Every container of a pod: init and ephemeral ones have the same kernel, volumes and network. */
export function containersOf(pod: PodView): ContainerView[] {
  const lists = CONTAINER_LISTS.flatMap((list) => {
    const items = pod.spec[list];
    return (Array.isArray(items) ? items : []).map((item, index) => view(joined(pod.path, `${list}[${index}]`), item));
  });
  const singles = SINGLE_CONTAINERS.filter((field) => pod.spec[field] !== undefined).map((field) =>
    view(joined(pod.path, field), pod.spec[field]),
  );
  return [...lists, ...singles];
}

function view(path: string, value: unknown): ContainerView {
  const container = record(value);
  return { path, name: String(container.name ?? ''), container };
}

function* valuesAt(
  value: unknown,
  path: string,
  walked = '',
): Generator<{ path: string; value: Record<string, unknown> }> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (path === '') {
    yield { path: walked, value: value as Record<string, unknown> };
    return;
  }
  const [head, ...rest] = path.split('.');
  if (head === '*') {
    for (const [index, item] of Object.values(value).entries()) {
      yield* valuesAt(item, rest.join('.'), `${walked}[${index}]`);
    }
  } else {
    yield* valuesAt((value as Record<string, unknown>)[head], rest.join('.'), joined(walked, head));
  }
}

function joined(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
