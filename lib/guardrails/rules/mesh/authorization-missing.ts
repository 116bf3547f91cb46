import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { WANTS_GPU } from '../fragments';

export const authorizationMissing: Rule = {
  id: 'SAI-MSH-013',
  title: 'Workload without AuthorizationPolicy',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'AuthorizationPolicy')].all(policies,
      objects.all(workload,
        !(
          workload.kind in ['Deployment', 'StatefulSet', 'DaemonSet']
          && workload.?spec.?template.?spec.?containers.orValue([]).exists(container, ${WANTS_GPU})
        )
        || policies.exists(policy,
          (
            policy.metadata.?namespace.orValue('default') == workload.metadata.?namespace.orValue('default')
            || policy.metadata.?namespace.orValue('default') == 'istio-system'
          )
          && policy.?spec.?action.orValue('ALLOW') == 'ALLOW'
          && policy.spec.?selector.?matchLabels.orValue({}).all(key,
            workload.?spec.?template.?metadata.?labels[?key].orValue('') == policy.spec.selector.matchLabels[key]
          )
        )
      )
    )
  `,
  message: 'no AuthorizationPolicy says who may call a GPU workload',
  fix: 'add an AuthorizationPolicy with principals, methods and paths',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K02', 'K05'],
    atlas: ['AML.T0049', 'AML.M0019'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
