import { Difference } from './differences';
import { DriftId } from './drift-kinds';
import { Manifest } from '../objects/manifest';
import { groupKindOf, podsOf } from '../objects/pods';

interface Row {
  /** Over group and kind. */
  readonly of: RegExp;
  /** Over the path of the field. */
  readonly at?: RegExp;
  readonly id: DriftId;
}

const POLICIES =
  /^(admissionregistration\.k8s\.io|(constraints|templates)\.gatekeeper\.sh|policies\.kyverno\.io|policy\.sigstore\.dev|kritis\.grafeas\.io|config\.ratify\.deislabs\.io)\//;
const MESH = /^(security|networking)\.istio\.io\//;
const RBAC = /^rbac\.authorization\.k8s\.io\//;
const DETECTION = /\/(TracingPolicyNamespaced|PrometheusRule|PodMonitor)$/;

/** The first that fits says what it means that an object is gone. */
const MISSING: readonly Row[] = [
  { of: POLICIES, id: 'policy-missing' },
  { of: /\/NetworkPolicy$/, id: 'network-policy-missing' },
  { of: MESH, id: 'mesh-policy-missing' },
  { of: RBAC, id: 'permission-missing' },
  { of: DETECTION, id: 'detection-missing' },
  { of: /./, id: 'object-missing' },
];

/** The first that fits says what it means that a field of an object differs. */
const CHANGED: readonly Row[] = [
  {
    of: POLICIES,
    at: /^spec\.(validationActions|enforcementAction|failurePolicy|matchResources|matchConstraints|matchConditions|match\b|mode)/,
    id: 'policy-not-enforcing',
  },
  { of: POLICIES, id: 'policy-changed' },
  { of: /^\/Namespace$/, at: /pod-security\.kubernetes\.io/, id: 'namespace-downgraded' },
  { of: /^\/Namespace$/, at: /istio/, id: 'injection-off' },
  { of: /^\/Namespace$/, id: 'namespace-changed' },
  { of: /\/NetworkPolicy$/, id: 'network-policy-changed' },
  { of: MESH, id: 'mesh-policy-changed' },
  { of: RBAC, id: 'permission-changed' },
  { of: /^\/ServiceAccount$/, id: 'identity-changed' },
  { of: /(^\/Service|\/(Ingress|Gateway|HTTPRoute|InferencePool))$/, id: 'service-changed' },
  { of: /\/(ResourceQuota|LimitRange|PodDisruptionBudget|HorizontalPodAutoscaler|ScaledObject)$/, id: 'limit-changed' },
  { of: DETECTION, id: 'detection-changed' },
  { of: /./, at: /replicas$/i, id: 'limit-changed' },
  { of: /./, id: 'object-changed' },
];

/** The first that fits says what it means that a field of a pod differs. */
const POD_CHANGED: readonly (Pick<Row, 'id'> & { readonly at: RegExp })[] = [
  { at: /^metadata\..*istio\.io/, id: 'injection-off' },
  { at: /^metadata\./, id: 'object-changed' },
  { at: /^ephemeralContainers/, id: 'ephemeral-container' },
  { at: /^(containers|initContainers)(\[name=[^\]]*\])?$/, id: 'container-added' },
  { at: /^(containers|initContainers)\[\d+\]$/, id: 'container-missing' },
  { at: /ontainers\[\d+\]\.image$/, id: 'image-changed' },
  {
    at: /securityContext|^host(Network|PID|IPC|Users)|^runtimeClassName|^shareProcessNamespace/,
    id: 'pod-security-changed',
  },
  { at: /^serviceAccount|^automountServiceAccountToken|^imagePullSecrets/, id: 'identity-changed' },
  { at: /^volumes|\.volume(Mounts|Devices)/, id: 'volume-changed' },
  { at: /\.resources/, id: 'limit-changed' },
  { at: /Probe|\.lifecycle|^terminationGracePeriodSeconds/, id: 'probe-changed' },
  {
    at: /^(nodeSelector|nodeName|affinity|tolerations|topologySpread|priority|schedulerName)/,
    id: 'placement-changed',
  },
  { at: /./, id: 'program-changed' },
];

/** What it means that an object is gone. */
export function missingId(object: Manifest): DriftId {
  return firstOf(MISSING, object);
}

/** What it means that an object differs in a field. */
export function changedId(object: Manifest, { path, actual }: Difference): DriftId {
  const template = podsOf(object)
    .map((pod) => pod.path.replace(/spec$/, ''))
    .find((prefix) => path.startsWith(`${prefix}spec.`) || path.startsWith(`${prefix}metadata.`));
  return template === undefined
    ? firstOf(CHANGED, object, path)
    : podChangedId(path.slice(template.length).replace(/^spec\./, ''), actual);
}

/** What it means that a pod differs in a field, `containers[0].image` for example. */
export function podChangedId(path: string, actual: unknown): DriftId {
  const id = POD_CHANGED.find(({ at }) => at.test(path))!.id;
  // a volume of the node is no volume of the pod
  return id === 'volume-changed' && JSON.stringify(actual ?? '').includes('"hostPath"') ? 'pod-security-changed' : id;
}

function firstOf(rows: readonly Row[], object: Manifest, path = ''): DriftId {
  const kind = groupKindOf(object);
  return rows.find(({ of, at }) => of.test(kind) && (at?.test(path) ?? true))!.id;
}
