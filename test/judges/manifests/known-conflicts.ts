/** What a linter of manifests says against the examples, and why it stays. */
export interface KnownConflict {
  /** Id or text of the check. */
  readonly check: string;
  readonly reason: string;
}

const LOW_USER =
  'the document that this library implements runs engines as user 1001; the pod has no access to files of the node, so ' +
  'that no number collides. `pod: { user: 10001, group: 10001 }` is what the linter wants';

export const KUBE_SCORE: KnownConflict[] = [
  { check: 'The container is running with a low user ID', reason: LOW_USER },
  { check: 'The container running with a low group ID', reason: LOW_USER },
  {
    check: 'ImagePullPolicy is not set to Always',
    reason: 'images are pinned by digest: pulling again brings the same bytes, or fails while the registry is away',
  },
  {
    check: 'Container has the same readiness and liveness probe',
    reason: 'vLLM has one cheap health route; liveness asks it three minutes long before it restarts anything',
  },
  {
    check: 'Deployment does not have a host podAntiAffinity set',
    reason: 'topologySpreadConstraints spread replicas over hosts and zones; kube-score 1.20 does not know them',
  },
  {
    check: "The NetworkPolicys selector doesn't match any pods",
    reason:
      'the default deny selects every pod of the namespace; pods of LeaderWorkerSet and KServe are not known to kube-score',
  },
  {
    check: 'The services selector does not match any pods',
    reason: 'pods of LeaderWorkerSet and KServe are not known to kube-score',
  },
  {
    check: 'The HPA target does not match anything',
    reason: 'it is the Deployment that KServe makes of an InferenceService',
  },
  {
    check: 'Deployment few replicas',
    reason: 'KEDA sets how many there are, at least two; kube-score does not know a ScaledObject',
  },
  {
    check: 'No matching PodDisruptionBudget was found',
    reason:
      "examples/own-workload.ts shows hardening of a workload that exists; how it is disrupted is its owner's to say",
  },
];

export const CHECKOV: KnownConflict[] = [
  { check: 'CKV_K8S_40', reason: LOW_USER },
  {
    check: 'CKV_K8S_35',
    reason: "Envoy's rate limit service reads the password of its store from its environment only",
  },
];
