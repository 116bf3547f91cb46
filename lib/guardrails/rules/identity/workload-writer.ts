import { NO_RULES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const workloadWriter: Rule = {
  id: 'SAI-IDN-021',
  name: 'workload-writer',
  title: 'Role creates workloads',
  rationale: 'Whoever creates a pod can use every service account and Secret of the namespace.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['Role', 'ClusterRole'] }] },
  cel: `
    ${NO_RULES} || object.rules.all(rule,
      !rule.?resources.orValue([]).exists(resource,
        resource in ['pods', 'deployments', 'statefulsets', 'daemonsets', 'replicasets', 'replicationcontrollers', 'jobs', 'cronjobs', 'podtemplates', 'rollouts', 'leaderworkersets', 'rayclusters', 'rayjobs', 'rayservices', 'inferenceservices', 'llminferenceservices', 'servingruntimes', 'clusterservingruntimes', 'persistentvolumes']
      )
      || !rule.?verbs.orValue([]).exists(verb, verb in ['create', 'update', 'patch', '*'])
    )
  `,
  message: 'role creates or changes workloads, and so takes any service account of the namespace',
  fix: 'leave workloads to the deployment pipeline; allow get, list and watch',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.4', '5.1.9'],
    owaspK8s: ['K02'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
