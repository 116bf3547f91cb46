import { Rule } from '../rule';
import { Severity } from '../severity';

export const exemptRequests: Rule = {
  id: 'SAI-AVL-011',
  name: 'requests-exempt',
  title: 'Requests exempt from fair queuing',
  rationale: 'Whoever is exempt can keep the API server from answering admission, controllers and detection.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'flowcontrol.apiserver.k8s.io', kinds: ['FlowSchema'] }] },
  cel: `
    object.?spec.?priorityLevelConfiguration.?name.orValue('') != 'exempt'
    || object.?spec.?rules.orValue([]).all(rule, rule.?subjects.orValue([]).all(subject,
      subject.?group.?name.orValue('') == 'system:masters'
    ))
  `,
  message: 'a FlowSchema exempts others than system:masters from limits of the API server',
  fix: 'choose a limited PriorityLevelConfiguration',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'] },
};
