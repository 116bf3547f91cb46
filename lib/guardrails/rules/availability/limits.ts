import { IS_EPHEMERAL, LIMITS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const limits: Rule = {
  id: 'SAI-AVL-001',
  name: 'limits-missing',
  title: 'CPU or memory limit missing',
  rationale: 'A container without limits can starve other pods of the node.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  // to the kubelet a limit of 0 is none
  cel: String.raw`['cpu', 'memory'].all(name, name in ${LIMITS} && !string(${LIMITS}[name]).matches(r'^0*(\.0*)?[A-Za-z]*$')) || ${IS_EPHEMERAL}`,
  message: 'container has no limit of CPU or memory',
  fix: 'set resources.limits.cpu and resources.limits.memory',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0270', 'C-0271'],
    owaspK8s: ['K01'],
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0029'],
    seed: ['Security risks: Risk of computing resource abuse'],
  },
  ackPolicy: 'ACKContainerLimits',
};
