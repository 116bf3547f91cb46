import { AckPolicy } from '../alicloud/ack-policy';
import { PolicyAction, RequiredProbe } from '../alicloud/ack-policy-options';
import { AdmissionAction } from '../guardrails/admission/admission-action';
import { EnforcedRule } from '../guardrails/admission/selection';

/** Users that are not root; Kubernetes has no larger id. */
const NOT_ROOT = { min: 1, max: 2 ** 31 - 1 };

/** Policies of ACK with the parameters by which they come nearest to rules. */
const POLICIES = [
  AckPolicy.appArmor(['runtime/default']),
  AckPolicy.allowedUsers(NOT_ROOT),
  AckPolicy.EMPTY_DIR_SIZE,
  AckPolicy.externalIps(),
  AckPolicy.forbiddenSysctls(),
  AckPolicy.hostPaths(),
  AckPolicy.IMAGE_DIGEST,
  AckPolicy.maskedProc(),
  AckPolicy.MESH_SIDECAR,
  AckPolicy.NO_HOST_NAMESPACE,
  AckPolicy.NO_INTERNET_LOAD_BALANCER,
  AckPolicy.NO_NODE_PORT,
  AckPolicy.NO_PRIVILEGE_ESCALATION,
  AckPolicy.NO_SECRETS_IN_ENVIRONMENT,
  AckPolicy.NO_SERVICE_ENVIRONMENT,
  AckPolicy.NO_SHARED_PROCESSES,
  AckPolicy.NO_TOKEN,
  AckPolicy.noCapabilities(),
  AckPolicy.noHostNetwork(),
  AckPolicy.noSeLinuxOptions(),
  AckPolicy.NOT_PRIVILEGED,
  AckPolicy.READ_ONLY_ROOT,
  AckPolicy.requiredProbes([RequiredProbe.READINESS]),
  AckPolicy.restrictRoleBindings({ kind: 'ClusterRole', name: 'cluster-admin' }, []),
  AckPolicy.seccomp(),
  AckPolicy.volumeTypes(),
];

/** Policies that have to be told what only their user knows, and how to tell it. */
const UNKNOWN: Readonly<Record<string, string>> = {
  ACKAllowedRepos: 'its policy of ACK needs --registries',
  ACKContainerLimits: 'its policy of ACK needs the largest limits, see AckPolicy.containerLimits',
};

/** Instances of ACK's own policies, and rules that have none. */
export interface AckInstances {
  /** Terraform's JSON syntax; it asks for the cluster and the namespaces. */
  readonly terraform: object;
  readonly notEnforced: readonly { readonly ruleId: string; readonly reason: string }[];
}

/** The rules as instances of ACK's own policies. One that stands for several rules refuses if one of them does. */
export function ackInstances(enforced: readonly EnforcedRule[], registries: readonly string[]): AckInstances {
  const available = new Map(
    [...POLICIES, ...(registries.length > 0 ? [AckPolicy.allowedRepositories(registries.map(asFolder))] : [])].map(
      (policy) => [policy.policyName, policy],
    ),
  );
  const rulesOf = new Map<AckPolicy, EnforcedRule[]>();
  const notEnforced = [];
  for (const each of enforced) {
    const { id, ackPolicy } = each.rule;
    const policy = ackPolicy === undefined ? undefined : available.get(ackPolicy);
    if (policy) {
      rulesOf.set(policy, [...(rulesOf.get(policy) ?? []), each]);
    } else {
      notEnforced.push({
        ruleId: id,
        reason: (ackPolicy && UNKNOWN[ackPolicy]) ?? 'ACK has no policy that demands it',
      });
    }
  }
  return { terraform: terraformOf(rulesOf), notEnforced };
}

function terraformOf(rulesOf: ReadonlyMap<AckPolicy, readonly EnforcedRule[]>): object {
  const instances = [...rulesOf].map(([{ policyName, parameters }, rules]) => [
    policyName,
    {
      '//': rules.map(({ rule }) => `${rule.id} ${rule.title}`).join('; '),
      cluster_id: '${var.cluster_id}',
      policy_name: policyName,
      action: rules.some(({ action }) => action === AdmissionAction.DENY) ? PolicyAction.DENY : PolicyAction.WARN,
      namespaces: '${var.namespaces}',
      ...(Object.keys(parameters).length > 0 && { parameters }),
    },
  ]);
  return {
    terraform: { required_providers: { alicloud: { source: 'aliyun/alicloud', version: '>= 1.266.0' } } },
    variable: {
      cluster_id: { type: 'string', description: 'Cluster whose policy governance is switched on' },
      namespaces: {
        type: 'list(string)',
        description: 'Namespaces of workloads; components of the cluster itself do not follow the policies',
        validation: {
          condition: '${length(var.namespaces) > 0}',
          error_message: 'Without a namespace the policies would hold in all, also for components of the cluster.',
        },
      },
    },
    resource: { alicloud_cs_kubernetes_policy_instance: Object.fromEntries(instances) },
  };
}

/** ACK compares the first part of a name, so that `…/ai` would let `…/ai-evil` in. */
function asFolder(prefix: string): string {
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}
