import { isClusterScoped, Kind } from './kinds';
import { Rule } from '../rules/rule';

/** Which rule an object enforces. */
export function policyLabels(rule: Rule): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'ack-secure-inference',
    'secure-inference.ack/rule': rule.id,
    'secure-inference.ack/severity': rule.severity,
  };
}

/** When a policy looks at a request at all. */
export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** An object whose finalizers are being removed must not be kept from going. */
const NOT_DELETED = { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' };

/** Controllers write the metadata of what was there before the policies; their writes change no pod. */
const SPEC_CHANGED = {
  name: 'spec-changed',
  expression: "request.operation != 'UPDATE' || object.?spec != oldObject.?spec || object.kind == 'PodTemplate'",
};

/** Gatekeeper's audit and its command judge what is there, which nobody sends. */
const USERNAME = "request.?userInfo.?username.orValue('')";

/**
 * Controllers make pods from templates, which were judged when somebody wrote them. By then no webhook had added a
 * sidecar, whose image and settings are those of the mesh.
 */
export const TEMPLATE_CONTROLLERS: readonly string[] = [
  'system:kube-controller-manager',
  ...['replicaset-controller', 'replication-controller', 'statefulset-controller', 'daemon-set-controller']
    .concat('job-controller')
    .map((controller) => `system:serviceaccount:kube-system:${controller}`),
];
const NOT_FROM_TEMPLATE = {
  name: 'not-from-template',
  expression:
    "object.kind != 'Pod' || request.operation != 'CREATE' || " +
    `!(${USERNAME} in [${TEMPLATE_CONTROLLERS.map((name) => `'${name}'`).join(', ')}])`,
};

/** At its start the API server writes the roles that Kubernetes needs, and does not start without them. */
const NOT_BOOTSTRAP = { name: 'not-bootstrap', expression: `${USERNAME} != 'system:apiserver'` };

/** Conditions of a rule over the kinds. */
export function matchConditions({ match }: Rule, kinds: readonly Kind[]): MatchCondition[] {
  return [
    NOT_DELETED,
    ...(match.subject === 'object' ? [] : [SPEC_CHANGED, NOT_FROM_TEMPLATE]),
    ...(kinds.some(isClusterScoped) ? [NOT_BOOTSTRAP] : []),
  ];
}
