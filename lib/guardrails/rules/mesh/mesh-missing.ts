import { IN_MESH_OF_POD, selects } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const meshMissing: Rule = {
  id: 'SAI-MSH-012',
  name: 'workload-without-mtls',
  title: 'Workload without STRICT PeerAuthentication',
  rationale: 'Without STRICT mode the proxy accepts plain text from any pod.',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'PeerAuthentication' && policy.apiVersion.startsWith('security.istio.io/'))].all(policies,
      pods.all(pod,
        pod.spec.restartPolicy != 'Always'
        || policies.exists(policy,
          ${IN_MESH_OF_POD}
          && policy.?spec.?mtls.?mode.orValue('') == 'STRICT'
          && ${selects('policy.spec.selector', 'pod.metadata.labels')}
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
