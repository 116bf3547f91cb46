import { Rule } from '../rule';
import { Severity } from '../severity';

export const repeatedVariable: Rule = {
  id: 'SAI-POD-030',
  name: 'duplicate-variable',
  title: 'Environment variable set twice',
  rationale: 'The last value counts, so what a reader or a tool finds first may not be in force.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    container.?env.orValue([]).all(variable,
      container.env.filter(other, other.name == variable.name).size() == 1
    )
  `,
  message: 'a variable is set twice, of which the last counts: what a reader or a rule finds first may not hold',
  fix: 'keep one; Helm charts add theirs to those of extraEnv',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
