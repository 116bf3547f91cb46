import { CLAIM_QUOTA } from '../../../objects/accelerators';
import { isAcceleratorName, POD_WANTS_GPU } from '../accelerators';
import { IN_NAMESPACE_OF_POD } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const quota: Rule = {
  id: 'SAI-GPU-009',
  name: 'gpu-quota-missing',
  title: 'Namespace without GPU quota',
  rationale: 'One team, or one mistake, can take every GPU of the cluster.',
  severity: Severity.MEDIUM,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'ResourceQuota')].all(quotas,
      pods.all(pod,
        !${POD_WANTS_GPU}
        || quotas.exists(policy,
          ${IN_NAMESPACE_OF_POD}
          && policy.?spec.?hard.orValue({}).exists(name,
            ${isAcceleratorName('name')} || name.matches(r'${CLAIM_QUOTA}')
          )
        )
      )
    )
  `,
  message: 'a namespace may request any number of GPUs',
  fix: 'add a ResourceQuota with requests.nvidia.com/gpu, or that of the resource or device class which the pods ask for',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0034'],
    seed: ['Security risks: Risk of computing resource abuse'],
  },
};
