import { Rule } from '../rule';
import { Severity } from '../severity';

export const secretEnv: Rule = {
  id: 'SAI-IDN-008',
  name: 'secret-env',
  title: 'Secret read into the environment',
  rationale: 'Child processes, crash dumps and debug pages show the environment.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    container.?env.orValue([]).all(variable, !has(variable.valueFrom) || !has(variable.valueFrom.secretKeyRef))
    && container.?envFrom.orValue([]).all(source, !has(source.secretRef))
  `,
  message: 'a Secret is read into the environment, which child processes and crash dumps see',
  fix: 'mount the Secret as a file',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.4.1'],
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
  ackPolicy: 'ACKNoEnvVarSecrets',
};
