import { Severity } from '../guardrails/rules/severity';

interface DriftKind {
  readonly title: string;
  readonly severity: Severity;
  readonly fix: string;
}

const APPLY = 'apply the manifests again, and find out who changed it in the audit log';
const REMOVE = 'delete it, or declare it and synthesize again; the audit log says who made it';
const ROLL = 'restart the workload, so that its pods are made from what is declared';

/** Kinds of drift by id: lower case words with dashes, never reused. */
export const DRIFT_KINDS = {
  'policy-missing': {
    title: 'admission policy or its binding is gone, so that nothing is refused',
    severity: Severity.CRITICAL,
    fix: APPLY,
  },
  'policy-not-enforcing': {
    title: 'admission policy no longer refuses what it refused',
    severity: Severity.CRITICAL,
    fix: APPLY,
  },
  'policy-changed': { title: 'admission policy asks for something else', severity: Severity.HIGH, fix: APPLY },
  'namespace-downgraded': {
    title: 'Pod Security Standards of the namespace are not those that were declared',
    severity: Severity.CRITICAL,
    fix: APPLY,
  },
  'namespace-changed': { title: 'namespace has other labels', severity: Severity.MEDIUM, fix: APPLY },
  'injection-off': { title: 'sidecar injection is not as declared', severity: Severity.CRITICAL, fix: APPLY },
  'sidecar-missing': {
    title: 'pod runs without its sidecar: neither mTLS nor authorization apply to it',
    severity: Severity.CRITICAL,
    fix: `see that injection works in the namespace, then ${ROLL}`,
  },
  'network-policy-missing': { title: 'NetworkPolicy is gone', severity: Severity.CRITICAL, fix: APPLY },
  'network-policy-changed': { title: 'NetworkPolicy lets other traffic pass', severity: Severity.CRITICAL, fix: APPLY },
  'network-policy-added': {
    title: 'NetworkPolicy that nobody declared selects the pods; what any policy allows is allowed',
    severity: Severity.CRITICAL,
    fix: REMOVE,
  },
  'network-policy-not-enforced': {
    title: 'pod reached what no NetworkPolicy lets it reach: nothing enforces them',
    severity: Severity.CRITICAL,
    fix: 'switch NetworkPolicy on in the network plug-in (Terway in shared-ENI mode), then run the probe again',
  },
  'network-policy-unproven': {
    title: 'probe could not reach what its NetworkPolicy lets it reach: nothing is known of enforcement',
    severity: Severity.MEDIUM,
    fix: 'see the log of its pod, and give serverCidrs of the API server, then run the probe again',
  },
  'mesh-policy-missing': { title: 'policy of the mesh is gone', severity: Severity.CRITICAL, fix: APPLY },
  'mesh-policy-changed': { title: 'policy of the mesh was changed', severity: Severity.CRITICAL, fix: APPLY },
  'mesh-policy-added': {
    title: 'policy of the mesh that nobody declared applies to the pods',
    severity: Severity.CRITICAL,
    fix: REMOVE,
  },
  'permission-missing': { title: 'role or binding is gone', severity: Severity.MEDIUM, fix: APPLY },
  'permission-changed': { title: 'role or binding gives other permissions', severity: Severity.CRITICAL, fix: APPLY },
  'binding-added': {
    title: 'service account has a binding that nobody declared',
    severity: Severity.CRITICAL,
    fix: REMOVE,
  },
  'identity-changed': {
    title: 'service account, its token or its cloud role is another',
    severity: Severity.HIGH,
    fix: APPLY,
  },
  'image-changed': { title: 'image is not the one that was locked', severity: Severity.CRITICAL, fix: APPLY },
  'container-added': {
    title: 'container that nobody declared, and no webhook is known to add',
    severity: Severity.CRITICAL,
    fix: REMOVE,
  },
  'container-missing': { title: 'container is gone', severity: Severity.HIGH, fix: APPLY },
  'ephemeral-container': {
    title: 'container was added to a running pod, for example by kubectl debug',
    severity: Severity.HIGH,
    fix: 'delete the pod: such a container cannot be taken out; the audit log says who added it',
  },
  'pod-security-changed': { title: 'pod is less isolated, or differently', severity: Severity.CRITICAL, fix: APPLY },
  'volume-changed': { title: 'pod has other volumes', severity: Severity.HIGH, fix: APPLY },
  'program-changed': { title: 'container runs something else', severity: Severity.HIGH, fix: APPLY },
  'placement-changed': { title: 'pod may run on other nodes', severity: Severity.MEDIUM, fix: APPLY },
  'probe-changed': { title: 'pod is probed or ended differently', severity: Severity.LOW, fix: APPLY },
  'pod-unknown': {
    title: 'pod that belongs to no declared workload runs as its service account',
    severity: Severity.CRITICAL,
    fix: REMOVE,
  },
  'service-changed': { title: 'service or route exposes something else', severity: Severity.HIGH, fix: APPLY },
  'service-added': { title: 'Service that nobody declared leads to the pods', severity: Severity.HIGH, fix: REMOVE },
  'route-added': { title: 'Ingress that nobody declared leads to the service', severity: Severity.HIGH, fix: REMOVE },
  'limit-changed': { title: 'limit, quota or scale is another', severity: Severity.MEDIUM, fix: APPLY },
  'detection-missing': { title: 'what watches the service is gone', severity: Severity.HIGH, fix: APPLY },
  'detection-changed': {
    title: 'what watches the service looks for something else',
    severity: Severity.HIGH,
    fix: APPLY,
  },
  'object-missing': { title: 'object is gone', severity: Severity.HIGH, fix: APPLY },
  'object-changed': { title: 'object was changed', severity: Severity.MEDIUM, fix: APPLY },
} satisfies Record<string, DriftKind>;

export type DriftId = keyof typeof DRIFT_KINDS;
