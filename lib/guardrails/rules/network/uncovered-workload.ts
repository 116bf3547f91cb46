import { Rule } from '../../rule';
import { Severity } from '../../severity';

export const uncoveredWorkload: Rule = {
  id: 'SAI-NET-013',
  title: 'Workload without NetworkPolicy',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'NetworkPolicy')].all(policies,
      objects.all(workload,
        !(workload.kind in ['Deployment', 'StatefulSet', 'DaemonSet'])
        || policies.exists(policy,
          policy.metadata.?namespace.orValue('default') == workload.metadata.?namespace.orValue('default')
          && policy.spec.?podSelector.?matchLabels.orValue({}).all(key,
            workload.?spec.?template.?metadata.?labels[?key].orValue('') == policy.spec.podSelector.matchLabels[key]
          )
        )
      )
    )
  `,
  message: 'no NetworkPolicy selects a workload',
  fix: 'add a NetworkPolicy whose podSelector matches the labels of its pods',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    cis: ['5.3.2'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
