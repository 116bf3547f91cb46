import { IN_NAMESPACE_OF_POD, selects } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const uncoveredWorkload: Rule = {
  id: 'SAI-NET-013',
  title: 'Workload without NetworkPolicy',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'NetworkPolicy' && policy.apiVersion.startsWith('networking.k8s.io/'))].all(policies,
      pods.all(pod,
        policies.exists(policy, ${IN_NAMESPACE_OF_POD} && ${selects('policy.spec.podSelector', 'pod.metadata.labels')})
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
