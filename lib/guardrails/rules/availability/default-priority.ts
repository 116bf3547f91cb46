import { Rule } from '../rule';
import { Severity } from '../severity';

export const defaultPriority: Rule = {
  id: 'SAI-AVL-010',
  name: 'default-priority',
  title: 'PriorityClass for every pod',
  rationale:
    'A global default gives its priority to pods of every namespace that name none, so that what nobody ranked evicts what somebody did.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'scheduling.k8s.io', kinds: ['PriorityClass'] }] },
  cel: `!object.?globalDefault.orValue(false) || object.?value.orValue(0) <= 0`,
  message: 'a PriorityClass is the default of the cluster, above pods without one',
  fix: 'set globalDefault: false, and name the class in the pods that need it',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'] },
};
