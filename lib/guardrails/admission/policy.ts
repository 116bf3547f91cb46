import { CHANGED_PODS, CHANGED_WHILE_DELETED } from './changes';
import { isClusterScoped, Kind } from './kinds';
import { Match } from '../rules/rule';

export const MANAGED_BY_LABEL = { 'app.kubernetes.io/managed-by': 'ack-secure-inference' };

/** When a policy looks at a request at all. */
export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** Finalizers of an object that breaks a rule must be removable; whatever is judged must not change on the way. */
const NOT_BEING_DELETED = { name: 'not-being-deleted', expression: CHANGED_WHILE_DELETED };

/** Controllers write the metadata and the status of what was there before the policies; their writes change no pod. */
const PODS_CHANGED = { name: 'pods-changed', expression: CHANGED_PODS };

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

/** Conditions of rules over objects, or over the pods of objects, of the kinds. */
export function matchConditions(subject: Match['subject'], kinds: readonly Kind[]): MatchCondition[] {
  return [
    ...(subject === 'object' ? [NOT_BEING_DELETED] : [PODS_CHANGED, NOT_FROM_TEMPLATE]),
    ...(kinds.some(isClusterScoped) ? [NOT_BOOTSTRAP] : []),
  ];
}
