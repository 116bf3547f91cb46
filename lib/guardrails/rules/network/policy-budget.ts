import { Rule } from '../rule';
import { Severity } from '../severity';

export const policyBudget: Rule = {
  id: 'SAI-NET-014',
  name: 'network-policy-count',
  title: 'Too many NetworkPolicies',
  rationale: 'ACK recommends at most 100 per cluster; more slow down enforcement.',
  severity: Severity.LOW,
  match: { subject: 'bundle', within: 'all' },
  cel: `objects.filter(policy, policy.kind == 'NetworkPolicy').size() <= 100`,
  message: 'there are more NetworkPolicies than the 100 that ACK recommends for a cluster',
  fix: 'write one policy for each service',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
  },
};
