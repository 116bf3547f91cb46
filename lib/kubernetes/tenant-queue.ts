import { denyingPolicy } from './denying-policy';
import { MANAGED_BY } from './labels';
import { namespacesNamed } from './namespace-selector';

/** Label by which Kueue finds the queue of a workload. */
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';

const HELD_BY_JOB =
  'object.metadata.?ownerReferences.orValue([]).exists(owner, ' +
  "owner.kind == 'Job' && owner.apiVersion == 'batch/v1' && owner.?controller.orValue(false))";

/** A queue of a namespace. */
export function localQueue(name: string, namespace: string, clusterQueue: string): object {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'LocalQueue',
    metadata: { name, namespace, labels: MANAGED_BY },
    spec: { clusterQueue },
  };
}

/** What asks for accelerators by itself: its group, and where its pod is. */
const SHAPES = [
  { resource: 'pods', group: '', pod: 'object.spec', isHeldByOwner: HELD_BY_JOB },
  { resource: 'jobs', group: 'batch', pod: 'object.spec.template.spec', isHeldByOwner: 'false' },
];

/**
 * Policies that demand the label of a queue: Kueue passes over what has none. It holds a Job itself and not its pods; pods of
 * a Deployment, StatefulSet or LeaderWorkerSet get the label from theirs.
 *
 * Source: Kueue documentation, "Run Plain Pods", "Run Deployment" and `manageJobsWithoutQueueName`, 2026-08.
 */
export function queuePolicies(tenant: string, queue: string, namespaces: readonly string[]): object[] {
  return SHAPES.flatMap(({ resource, group, pod, isHeldByOwner }) =>
    denyingPolicy(`tenant-${tenant}-queue-${resource}`, namespacesNamed(namespaces), {
      matchConstraints: {
        resourceRules: [{ apiGroups: [group], apiVersions: ['v1'], operations: ['CREATE'], resources: [resource] }],
      },
      variables: [
        { name: 'containers', expression: `${pod}.containers + ${pod}.?initContainers.orValue([])` },
        { name: 'asksForDevices', expression: asksForDevices(pod) },
        { name: 'isHeldByOwner', expression: isHeldByOwner },
      ],
      validations: [
        {
          expression: `!variables.asksForDevices || variables.isHeldByOwner || object.metadata.?labels[?'${QUEUE_LABEL}'].orValue('') == '${queue}'`,
          message: `what asks for accelerators must wait in the queue of the tenant: label ${QUEUE_LABEL}=${queue}`,
          reason: 'Forbidden',
        },
      ],
    }),
  );
}

/** The name of an extended resource has a domain; those of CPU, memory and disk have none. */
function asksForDevices(pod: string): string {
  return (
    `${pod}.?resourceClaims.orValue([]).size() > 0 || variables.containers.exists(container, ` +
    "container.?resources.?limits.orValue({}).exists(resource, resource.contains('/')))"
  );
}
