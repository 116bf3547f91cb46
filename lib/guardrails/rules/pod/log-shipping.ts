import { Rule } from '../rule';
import { Severity } from '../severity';

export const logShipping: Rule = {
  id: 'SAI-POD-035',
  name: 'files-shipped-as-logs',
  title: 'Files of the container shipped as logs',
  rationale:
    'The agent reads any file of the container, tokens and weights too, and whoever reads the Logstore has them.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  // alibaba/loongcollector, pkg/helper/containercenter, 2026-08-13
  cel: `
    container.?env.orValue([]).all(variable,
      !variable.name.startsWith('aliyun_logs_') || (!has(variable.valueFrom) && !variable.?value.orValue('').startsWith('/'))
    )
  `,
  message: 'a variable of Simple Log Service ships files of the container',
  fix: 'ship stdout only, without prompts in it',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
