import { Rule } from '../../rule';
import { Severity } from '../../severity';

export const meshMissing: Rule = {
  id: 'SAI-MSH-012',
  title: 'Workload without mTLS',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'PeerAuthentication')].all(policies,
      objects.all(workload,
        !(workload.kind in ['Deployment', 'StatefulSet', 'DaemonSet'])
        || policies.exists(policy,
          (
            policy.metadata.?namespace.orValue('default') == workload.metadata.?namespace.orValue('default')
            || policy.metadata.?namespace.orValue('default') == 'istio-system'
          )
          && policy.?spec.?mtls.?mode.orValue('') == 'STRICT'
          && policy.spec.?selector.?matchLabels.orValue({}).all(key,
            workload.?spec.?template.?metadata.?labels[?key].orValue('') == policy.spec.selector.matchLabels[key]
          )
        )
      )
    )
  `,
  message: 'no PeerAuthentication makes mTLS strict for a workload',
  fix: 'add a PeerAuthentication with mtls.mode STRICT to the namespace',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
