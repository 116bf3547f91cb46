/** Every check that other linters make of manifests: by which rules its danger is found, or why it is left out. */
export type Decision = { readonly rules: readonly string[] } | { readonly leftOut: string };

const found = (...rules: string[]): Decision => ({ rules: rules.map((rule) => `SAI-${rule}`) });
const same = (leftOut: string, ...ids: string[]): Record<string, Decision> =>
  Object.fromEntries(ids.map((id) => [id, { leftOut }]));
const range = (...bounds: readonly (readonly [number, number])[]): string[] =>
  bounds.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => `CKV_K8S_${from + i}`));

/** Ids that the ranges below name and checkov does not have are no harm: they name nothing. */
export const CHECKOV_CHECKS: Readonly<Record<string, Decision>> = {
  ...same(
    'about PodSecurityPolicy, which Kubernetes removed in 1.25; an object of it is a finding of nobody, since no API server takes it',
    ...range([1, 7]),
    ...['CKV_K8S_24', 'CKV_K8S_32', 'CKV_K8S_36'],
  ),
  ...same(
    'about arguments of the API server, etcd, the scheduler and the kubelet: ACK runs the control plane and its nodes, and ' +
      'rules over alicloud_cs_managed_kubernetes judge what can be set (SAI-CLU, SAI-AUD)',
    ...range([68, 151]),
  ),
  ...same('Tiller and the dashboard are programs of the time of Helm 2', ...range([33, 34], [44, 45])),
  CKV_K8S_8: {
    leftOut: 'a liveness probe restarts what hangs; without one nothing is open. Engines have one from the construct',
  },
  CKV_K8S_9: { leftOut: 'asked of engines on accelerators, where a rollout would cut off callers: SAI-AVL-004' },
  ...same('asked together, of pods with accelerators and in namespaces that serve: SAI-AVL-001', ...range([10, 13])),
  CKV_K8S_14: found('IMG-001'),
  CKV_K8S_15: { leftOut: 'images are pinned by digest: pulling again brings the same bytes' },
  CKV_K8S_16: found('POD-001'),
  CKV_K8S_17: found('POD-009'),
  CKV_K8S_18: found('POD-009'),
  CKV_K8S_19: found('POD-009'),
  CKV_K8S_20: found('POD-002'),
  CKV_K8S_21: found('ADM-007'),
  CKV_K8S_22: found('POD-021'),
  // root in a user namespace of its own is not that of the node: SAI-POD-026
  CKV_K8S_23: found('POD-005', 'POD-006', 'POD-026'),
  CKV_K8S_25: found('POD-003', 'POD-004'),
  CKV_K8S_26: found('POD-012'),
  CKV_K8S_27: found('POD-011'),
  CKV_K8S_28: found('POD-003', 'POD-004'),
  CKV_K8S_29: found('POD-002', 'POD-005', 'POD-008', 'POD-025'),
  CKV_K8S_30: found('POD-002', 'POD-004', 'POD-021'),
  CKV_K8S_31: found('POD-007', 'POD-008'),
  CKV_K8S_35: found('IDN-008'),
  CKV_K8S_37: found('POD-003', 'POD-004'),
  CKV_K8S_38: found('IDN-002'),
  CKV_K8S_39: found('POD-003'),
  CKV_K8S_40: { leftOut: 'the pod has no access to files of the node, so that no number of a user collides' },
  CKV_K8S_41: {
    leftOut: 'of the default account the pods and bindings are judged that use it: SAI-IDN-001, SAI-IDN-016',
  },
  CKV_K8S_42: found('IDN-016'),
  CKV_K8S_43: found('IMG-001'),
  CKV_K8S_49: found('IDN-017', 'IDN-019', 'IDN-030', 'IDN-034'),
  CKV_K8S_152: found('NET-020'),
  CKV_K8S_153: found('NET-020'),
  CKV_K8S_154: found('NET-020'),
  CKV_K8S_155: found('IDN-017', 'IDN-020', 'IDN-030', 'IDN-031'),
  CKV_K8S_156: found('IDN-017', 'IDN-020', 'IDN-030'),
  CKV_K8S_157: found('IDN-017', 'IDN-020'),
  CKV_K8S_158: found('IDN-017', 'IDN-020'),
  CKV_K8S_159: { leftOut: 'about arguments of one program that is no inference server' },
  CKV2_K8S_1: found('IDN-017', 'IDN-020'),
  CKV2_K8S_2: found('IDN-017', 'IDN-019'),
  CKV2_K8S_3: found('IDN-017', 'IDN-020'),
  CKV2_K8S_4: found('IDN-017', 'IDN-030'),
  CKV2_K8S_5: found('IDN-017', 'IDN-018'),
  // of pods in the network of the node, no policy is in force
  CKV2_K8S_6: found('NET-012', 'NET-013', 'POD-009'),
};

const AVAILABILITY =
  'about how well a workload runs, not about who can do what; SAI-AVL has what stops engines on accelerators';
const REFERENCES = 'about names that fit together: the API server and the controllers say so, and nothing is open';

export const KUBE_SCORE_CHECKS: Readonly<Record<string, Decision>> = {
  ...same(
    AVAILABILITY,
    ...['deployment-strategy', 'deployment-replicas', 'cronjob-has-deadline', 'cronjob-restartpolicy', 'pod-probes'],
    ...['container-resource-requests-equal-limits', 'container-cpu-requests-equal-limits', 'pod-probes-identical'],
    ...['container-memory-requests-equal-limits', 'container-ephemeral-storage-request-equals-limit'],
    ...['statefulset-has-poddisruptionbudget', 'deployment-has-poddisruptionbudget', 'poddisruptionbudget-has-policy'],
    ...['deployment-has-host-podantiaffinity', 'statefulset-has-host-podantiaffinity'],
    ...['deployment-targeted-by-hpa-does-not-have-replicas-configured', 'horizontalpodautoscaler-replicas'],
    ...['pod-topology-spread-constraints', 'container-resources', 'container-ephemeral-storage-request-and-limit'],
  ),
  ...same(
    REFERENCES,
    ...['ingress-targets-service', 'service-targets-pod', 'networkpolicy-targets-pod', 'statefulset-has-servicename'],
    ...['horizontalpodautoscaler-has-target', 'deployment-pod-selector-labels-match-template-metadata-labels'],
    ...['statefulset-pod-selector-labels-match-template-metadata-labels', 'label-values', 'container-ports-check'],
  ),
  'container-image-tag': found('IMG-001'),
  'container-image-pull-policy': { leftOut: 'images are pinned by digest: pulling again brings the same bytes' },
  'container-security-context-user-group-id': found('POD-005', 'POD-006', 'POD-025', 'POD-036'),
  'container-security-context-privileged': found('POD-001'),
  'container-security-context-readonlyrootfilesystem': found('POD-021'),
  'container-seccomp-profile': found('POD-007', 'POD-008'),
  'environment-variable-key-duplication': found('POD-030'),
  'pod-networkpolicy': found('NET-012', 'NET-013'),
  'service-type': found('NET-006'),
  'stable-version': { leftOut: 'the API server refuses versions that it does not have' },
};
