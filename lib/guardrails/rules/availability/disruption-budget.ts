import { selects } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const disruptionBudget: Rule = {
  id: 'SAI-AVL-008',
  name: 'disruption-budget-missing',
  title: 'PodDisruptionBudget missing',
  rationale: 'Draining nodes can evict all replicas at once.',
  severity: Severity.LOW,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(budget, budget.kind == 'PodDisruptionBudget')].all(budgets,
      objects.all(workload,
        !(workload.kind in ['Deployment', 'StatefulSet'])
        || workload.?spec.?replicas.orValue(1) < 2
        || budgets.exists(budget,
          budget.metadata.?namespace.orValue('default') == workload.metadata.?namespace.orValue('default')
          && ${selects('budget.spec.selector', 'workload.spec.template.metadata.labels')}
        )
      )
    )
  `,
  message: 'draining nodes may stop all replicas of a workload at once',
  fix: 'add a PodDisruptionBudget with maxUnavailable: 1',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
