import { IN_GROUP, IN_NAMESPACE_OF_POD, selects } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

const SELECTED = `${IN_NAMESPACE_OF_POD} && ${selects('policy.spec.podSelector', 'pod.metadata.labels')}`;
const DENIES_INGRESS = "(!has(policy.spec.policyTypes) || 'Ingress' in policy.spec.policyTypes)";
const DENIES_EGRESS =
  "('Egress' in policy.spec.?policyTypes.orValue([]) || policy.spec.?egress.orValue([]).size() > 0)";

/** Pods that end may leave the mesh (SAI-MSH-001): then the network alone decides whom they reach, and who reaches them. */
const ENDS_OUTSIDE =
  "(pod.spec.restartPolicy != 'Always' && pod.metadata.labels[?'sidecar.istio.io/inject'].orValue('true') != 'true')";

/** Members of a group talk past the proxy (SAI-MSH-002): rules without ports are for pods of the same labels only. */
const GROUP = IN_GROUP.replace('pod.spec.?containers.orValue([])', 'pod.spec.containers');
const OWN_PODS =
  '(!has(peer.ipBlock) && !has(peer.namespaceSelector) && peer.?podSelector.?matchLabels.orValue({}).size() > 0)';
const everyPeer = (direction: string, peers: string, condition: string) =>
  `policy.spec.?${direction}.orValue([]).all(rule, rule.?${peers}.orValue([]).size() > 0 && ${condition})`;
const NAMED = `(rule.?ports.orValue([]).size() > 0 || rule.from.all(peer, ${OWN_PODS}))`;

export const outsideNotHeld: Rule = {
  id: 'SAI-MSH-014',
  name: 'outside-mesh-not-held',
  title: 'Outside the mesh and not held by a NetworkPolicy',
  rationale:
    'A pod outside the mesh has no identity and no encryption, so that only a NetworkPolicy limits whom it reaches and who reaches it.',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'NetworkPolicy' && policy.apiVersion.startsWith('networking.k8s.io/'))].all(policies,
      pods.all(pod,
        !(${ENDS_OUTSIDE} || ${GROUP})
        || (
          policies.exists(policy, ${SELECTED} && ${DENIES_INGRESS})
          && policies.exists(policy, ${SELECTED} && ${DENIES_EGRESS})
          && policies.all(policy,
            !(${SELECTED})
            || (
              (!${ENDS_OUTSIDE} || policy.spec.?ingress.orValue([]).size() == 0)
              && ${everyPeer('ingress', 'from', NAMED)}
              && ${everyPeer('egress', 'to', 'true')}
            )
          )
        )
      )
    )
  `,
  message: 'traffic passes by the mesh, and NetworkPolicies do not limit it to declared peers',
  fix: 'add a NetworkPolicy for the pods of the job that denies all ingress and names each peer of its egress; for groups of pods, name the pods of the group',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030', 'C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
