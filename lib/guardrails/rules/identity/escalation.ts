import { NO_RULES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const escalation: Rule = {
  id: 'SAI-IDN-020',
  name: 'rbac-escalation',
  title: 'RBAC privilege-escalation permissions',
  rationale: 'With bind, escalate or impersonate, or by writing policies, a subject takes any right.',
  severity: Severity.CRITICAL,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['Role', 'ClusterRole'] }] },
  cel: String.raw`
    ${NO_RULES} || object.rules.all(rule,
      !rule.?verbs.orValue([]).exists(verb, verb in ['escalate', 'bind', 'impersonate'])
      && !(
        rule.?resources.orValue([]).exists(resource,
          resource.matches(r'^((serviceaccounts|\*)/(token|\*)|(certificatesigningrequests|\*)/(approval|\*)|(cluster)?role(binding)?s|(mutating|validating)(webhookconfigurations|admissionpolic(ies|ybindings)))$')
        )
        && rule.?verbs.orValue([]).exists(verb, verb in ['create', 'update', 'patch', '*'])
      )
    )
  `,
  message: 'role can give itself more rights',
  fix: 'remove escalate, bind, impersonate, and writing of roles, bindings, tokens, webhooks and admission policies',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0035'],
    cis: ['5.1.8', '5.1.11', '5.1.12', '5.1.13'],
    owaspK8s: ['K02'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
