import { AdoptedModel, AdoptedPod } from './adopted';
import { Server } from './find-servers';
import { Fate, FieldNote } from './ledger';
import { ReadArguments } from './read-arguments';
import { mountsOf } from './read-volumes';
import { checkReferences, PodReferences } from '../kubernetes/pod-references';

const DEFAULT_MODEL_GIB = 64;

const SANDBOX = 'choose Isolation, which writes the runtime class with what belongs to it';

const POD_NOTES: readonly FieldNote[] = [
  [
    /^(hostNetwork|hostPID|hostIPC|shareProcessNamespace|hostUsers|hostAliases|nodeName)\b/,
    Fate.REFUSED,
    'the pod would share something with its node, or pass by the scheduler',
  ],
  [
    /^(serviceAccountName|serviceAccount|automountServiceAccountToken|enableServiceLinks)$/,
    Fate.HARDENED,
    'an account of its own, without a token; ApiAccess gives one rights',
  ],
  [/^securityContext\.runAs(User|Group)$/, Fate.HARDENED, 'never root; see PodOptions.user and group'],
  [/^securityContext\b/, Fate.HARDENED, 'not root, seccomp RuntimeDefault, groups of the engine only'],
  [
    /^(restartPolicy|schedulerName|dnsPolicy|preemptionPolicy)$/,
    Fate.KEPT,
    'the default of Kubernetes, if it was; otherwise use service.patch',
  ],
  [/^runtimeClassName$/, Fate.DECIDE, SANDBOX],
  [
    /^(nodeSelector|affinity|topologySpreadConstraints)\b/,
    Fate.DECIDE,
    'GPU nodes are required by the program; others by Isolation.dedicatedNodes or Gpu.exclusive(n, { card })',
  ],
  [/^tolerations\b/, Fate.DECIDE, 'the taint nvidia.com/gpu is tolerated; others by Isolation.dedicatedNodes'],
  [
    /^initContainers\b/,
    Fate.DECIDE,
    'fill the volume in a job of its own (VerifiedModel), so that the server needs no network and no key',
  ],
  [/^containers\b/, Fate.DECIDE, 'a container beside the engine: run it as a workload of its own with Hardening.apply'],
  [/^volumes\b/, Fate.DECIDE, 'a volume that the program does not hold'],
  [
    /^(minReplicas|maxReplicas|scaleTarget|scaleMetric|timeout|canaryTrafficPercent|logger)\b/,
    Fate.DECIDE,
    'choose Scaling, or keep it in the gateway',
  ],
];

export function markPod({ ledger, specPath }: Server): void {
  ledger.markBelow(specPath, POD_NOTES);
}

/** The model: a claim of the input where the model lies on it, otherwise a claim to be filled. */
export function readModel(server: Server, { model, modelName }: ReadArguments): AdoptedModel {
  const [format] = server.profile.formats;
  const uri = server.container.storageUri as unknown;
  const onClaim = typeof uri === 'string' ? /^pvc:\/\/([^/]+)\/?(.*)$/.exec(uri) : null;
  const named = onClaim ? onClaim[2] || onClaim[1] : typeof uri === 'string' ? uri : model;
  const name = modelNameOf(modelName ?? named ?? server.ledger.manifest.metadata?.name ?? 'model');
  const size = { format, gibibytes: DEFAULT_MODEL_GIB };
  if (onClaim) {
    return { name, claimName: onClaim[1], subPath: onClaim[2] || undefined, ...size };
  }
  const mount = mountsOf(server).find(
    ({ mountPath, volume }) =>
      volume.persistentVolumeClaim !== undefined && model !== undefined && `${model}/`.startsWith(`${mountPath}/`),
  );
  if (mount === undefined) {
    return { name, claimName: 'models', ...size };
  }
  [mount.path, mount.volumePath].forEach((path) =>
    server.ledger.mark(path, Fate.HARDENED, 'ModelSource.pvc, mounted read-only'),
  );
  const below = [mount.subPath, model!.slice(mount.mountPath.length + 1)].filter(Boolean).join('/');
  return {
    name,
    claimName: String(mount.volume.persistentVolumeClaim.claimName),
    subPath: below || undefined,
    ...size,
  };
}

/** A name that may be a directory: the last part of a path or repository. */
function modelNameOf(text: string): string {
  const last = text.replace(/\/+$/, '').split('/').at(-1)!;
  return (
    last
      .replaceAll(/[^\w.-]/g, '-')
      .replaceAll('..', '.')
      .replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '')
      .slice(0, 63) || 'model'
  );
}

/** PriorityClass and Secrets for pulling images, unless the library refuses them. */
export function readReferences({ spec, specPath, ledger }: Server): PodReferences {
  const { priorityClassName } = spec;
  const names = list(spec.imagePullSecrets).map(({ name }) => name as unknown);
  const isUsable = (references: object) => checkReferences(references).length === 0;
  const keepsClass = typeof priorityClassName === 'string' && isUsable({ priorityClassName });
  const keepsSecrets = names.every((name) => typeof name === 'string') && isUsable({ imagePullSecrets: names });
  const mark = (field: string, isKept: boolean) =>
    ledger.markField(
      `${specPath}.${field}`,
      isKept ? Fate.KEPT : Fate.DECIDE,
      isKept ? 'PodReferences of the service' : 'not a name that PodReferences takes',
    );
  mark('priorityClassName', keepsClass);
  mark('imagePullSecrets', keepsSecrets);
  names.forEach((_, index) => mark(`imagePullSecrets[${index}].name`, keepsSecrets));
  return {
    priorityClassName: keepsClass ? priorityClassName : undefined,
    imagePullSecrets: keepsSecrets && names.length > 0 ? (names as string[]) : undefined,
  };
}

/** User, group and the time to finish. */
export function readPodNumbers({
  spec,
  specPath,
  container,
  ledger,
}: Server): Pick<AdoptedPod, 'user' | 'group' | 'terminationGraceSeconds'> {
  const context = { ...spec.securityContext, ...container.securityContext };
  const identity = (value: unknown) =>
    Number.isInteger(value) && (value as number) > 0 ? (value as number) : undefined;
  const seconds = spec.terminationGracePeriodSeconds as unknown;
  const isInBounds = Number.isInteger(seconds) && (seconds as number) >= 30 && (seconds as number) <= 3600;
  ledger.mark(
    `${specPath}.terminationGracePeriodSeconds`,
    isInBounds ? Fate.KEPT : Fate.HARDENED,
    isInBounds ? 'PodOptions.terminationGraceSeconds' : '30 to 3600 seconds; the default is 120',
  );
  return {
    user: identity(context.runAsUser),
    group: identity(context.runAsGroup),
    terminationGraceSeconds: isInBounds ? (seconds as number) : undefined,
  };
}

function list(value: unknown): Record<string, any>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}
