import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: open-policy-agent.github.io/gatekeeper, "Mutation"; openkruise/kruise, apis/apps/v1alpha1, 2026-07-02. */
export const podsPatched: Rule = {
  id: 'SAI-ADM-023',
  name: 'pods-patched-by-object',
  title: 'Pods patched by an object',
  rationale:
    'What runs is then not what was reviewed and checked in files, without a webhook of its own that anybody sees.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: 'mutations.gatekeeper.sh', kinds: ['Assign', 'AssignImage', 'AssignMetadata', 'ModifySet'] },
      { group: 'apps.kruise.io', kinds: ['SidecarSet', 'WorkloadSpread'] },
    ],
  },
  cel: `
    object.kind == 'WorkloadSpread'
    ? dyn(object).?spec.?subsets.orValue([]).all(subset, !has(subset.patch))
    : object.kind == 'SidecarSet'
    ? dyn(object).?spec.?patchPodMetadata.orValue([]).size() == 0
      && (dyn(object).?spec.?containers.orValue([]) + dyn(object).?spec.?initContainers.orValue([])).all(container,
        container.?shareVolumePolicy.?type.orValue('disabled') == 'disabled' && container.?transferEnv.orValue([]).size() == 0
      )
    : dyn(object).?spec.orValue({}).size() == 0
  `,
  message:
    'pods are changed after they were checked in files: fields, labels and annotations, or volumes and variables given to sidecars',
  fix: 'review what it changes and accept the risk with that reason; keep validating policies, which see the changed pods',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
