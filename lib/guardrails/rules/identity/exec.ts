import { NO_RULES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const exec: Rule = {
  id: 'SAI-IDN-019',
  name: 'pod-exec',
  title: 'Role runs commands in pods',
  rationale: 'Commands in a pod get its data, its tokens and its GPUs.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['Role', 'ClusterRole'] }] },
  cel: String.raw`
    ${NO_RULES} || object.rules.all(rule,
      !rule.?resources.orValue([]).exists(resource,
        resource.matches(r'^(pods|services|nodes|\*)/(exec|attach|portforward|ephemeralcontainers|proxy|\*)$')
      )
    )
  `,
  message: 'role runs commands in pods or reaches the kubelet',
  fix: 'remove exec, attach, portforward, ephemeralcontainers and proxy; get is enough for exec before Kubernetes 1.35',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0002'],
    cis: ['5.1.10'],
    owaspK8s: ['K02'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
