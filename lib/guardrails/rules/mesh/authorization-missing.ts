import { POD_WANTS_GPU } from '../accelerators';
import { IN_MESH_OF_POD, selects } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const authorizationMissing: Rule = {
  id: 'SAI-MSH-013',
  name: 'workload-without-authorization-policy',
  title: 'GPU workload without AuthorizationPolicy',
  rationale: 'Without a policy every workload of the mesh may call the engine.',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'AuthorizationPolicy' && policy.apiVersion.startsWith('security.istio.io/'))].all(policies,
      pods.all(pod,
        pod.spec.restartPolicy != 'Always'
        || !${POD_WANTS_GPU}
        || policies.exists(policy,
          ${IN_MESH_OF_POD}
          && policy.?spec.?action.orValue('ALLOW') == 'ALLOW'
          && !has(policy.spec.targetRefs) && !has(policy.spec.targetRef)
          && policy.?metadata.?annotations[?'istio.io/dry-run'].orValue('false') == 'false'
          && ${selects('policy.spec.selector', 'pod.metadata.labels')}
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
