import { Server } from './find-servers';
import { Fate, FieldNote, Ledger } from './ledger';

/** Kinds whose pods a Workload of the library makes as they are; of others it makes a Deployment. */
const SAME_KIND = ['Deployment', 'LeaderWorkerSet', 'InferenceService'];

const WORKLOAD_NOTES: readonly FieldNote[] = [
  [/^status\b/, Fate.REFUSED, 'written by a controller'],
  [
    /^metadata\.(uid|resourceVersion|generation|creationTimestamp|managedFields|selfLink|ownerReferences)\b/,
    Fate.REFUSED,
    'written by the API server',
  ],
  [/^metadata\.(name|namespace)$/, Fate.KEPT, 'name of the service, namespace of the chart'],
  [
    /^spec\.selector\b/,
    Fate.HARDENED,
    'a selector of its own: delete the old object with --cascade=orphan before the first apply',
  ],
  [
    /^spec\.(strategy|updateStrategy|rolloutStrategy|minReadySeconds|revisionHistoryLimit|progressDeadlineSeconds)\b/,
    Fate.HARDENED,
    'one replica after the other, without GPUs that a full cluster does not have',
  ],
  [/^spec\.leaderWorkerTemplate\.restartPolicy$/, Fate.KEPT, 'RecreateGroupOnPodRestart'],
  [
    /(^|\.)metadata\.(labels|annotations)\b/,
    Fate.DECIDE,
    'labels and annotations of the library name the service; give yours as labels and annotations of the service if something reads them',
  ],
];

/** What becomes of objects that hold no server, by kind. */
const OTHER_OBJECTS: Readonly<Record<string, readonly [Fate, string]>> = {
  Service: [
    Fate.HARDENED,
    'the library writes a ClusterIP Service of the same workload; callers are declared with connections.allowFrom',
  ],
  Ingress: [
    Fate.DECIDE,
    'nothing outside the cluster reaches the service: use InferenceRoute behind an InternalGateway',
  ],
  HTTPRoute: [Fate.DECIDE, 'use InferenceRoute'],
  HorizontalPodAutoscaler: [Fate.DECIDE, 'use Scaling.onQueueDepth'],
  ScaledObject: [Fate.DECIDE, 'use Scaling.keda'],
  PodDisruptionBudget: [Fate.HARDENED, 'the library writes one'],
  NetworkPolicy: [
    Fate.HARDENED,
    'the library writes one for declared callers; a wider policy beside it would open the service again',
  ],
  ServiceMonitor: [Fate.HARDENED, 'use ServiceMonitoring, and connections.allowScrapeFrom'],
  PodMonitor: [Fate.HARDENED, 'use ServiceMonitoring, and connections.allowScrapeFrom'],
  ServiceAccount: [Fate.HARDENED, 'the service has an account of its own'],
  Role: [Fate.DECIDE, 'use ApiAccess if the server calls the Kubernetes API'],
  RoleBinding: [Fate.DECIDE, 'use ApiAccess if the server calls the Kubernetes API'],
  Namespace: [Fate.HARDENED, 'SecureNamespace'],
  Secret: [Fate.DECIDE, 'apply it as it is, and mount it with SecretMount; better, keep it in KMS (SecretMount.kms)'],
  PersistentVolumeClaim: [Fate.DECIDE, 'apply it as it is; the program mounts it read-only'],
  PersistentVolume: [Fate.DECIDE, 'apply it as it is, or use ModelSource.oss or ModelSource.nas'],
  ConfigMap: [Fate.DECIDE, 'a server takes no files from ConfigMaps: give arguments instead'],
};

const OTHER: readonly [Fate, string] = [
  Fate.DECIDE,
  'holds no inference server that is known here: keep it beside the program, harden it with Hardening.apply, and check it',
];

/** What becomes of the object around a server. */
export function markWorkload(ledger: Ledger): void {
  const { kind } = ledger.manifest;
  ledger.markBelow('', WORKLOAD_NOTES);
  const isSame = SAME_KIND.includes(kind);
  const note = isSame
    ? 'kind of the workload'
    : `a ${kind} becomes a Deployment or LeaderWorkerSet: what else its controller did is gone`;
  ['apiVersion', 'kind'].forEach((field) => ledger.mark(field, isSame ? Fate.KEPT : Fate.REFUSED, note));
}

const SERVICE_NOTES: readonly FieldNote[] = [
  [
    /^spec\.(type|external\w+|loadBalancer\w*|ports\[\d+\]\.nodePort)\b/,
    Fate.REFUSED,
    'inside the cluster only; use InternalGateway',
  ],
  [
    /^metadata\.(name|labels|annotations)\b/,
    Fate.DECIDE,
    'the Service of the program has the name of the service; callers may know another',
  ],
];

export function markOther(ledger: Ledger): void {
  const [fate, note] = OTHER_OBJECTS[ledger.manifest.kind] ?? OTHER;
  const own = ledger.manifest.kind === 'Service' ? SERVICE_NOTES : [];
  ledger.markBelow('', [...own, [/^/, fate, note]]);
}

/** Replicas, and pods of a replica: the nearest numbers around the pods. */
export function readScale({ around, ledger, profile }: Server): { replicas: number; nodes: number } {
  const find = (fields: readonly string[], note: string): number | undefined => {
    for (const { value, path } of around) {
      const field = fields.find((name) => Number.isInteger(value[name]));
      if (field !== undefined) {
        ledger.mark(path === '' ? field : `${path}.${field}`, Fate.KEPT, note);
        return value[field] as number;
      }
    }
    return undefined;
  };
  const replicas = find(['replicas', 'minReplicas'], 'Scaling.fixed');
  const nodes = find(['size'], 'pods of a replica: Workload.leaderWorkerSet, or one pod') ?? 1;
  if (nodes === 1 || profile.multiNode !== undefined) {
    return { replicas: Math.max(1, replicas ?? 1), nodes };
  }
  const group = around.find(({ value }) => Number.isInteger(value.size))!;
  ledger.mark(
    `${group.path}.size`,
    Fate.REFUSED,
    `the library does not spread a model over several nodes with ${profile.name}: the program has one pod a replica`,
  );
  return { replicas: Math.max(1, replicas ?? 1), nodes: 1 };
}
