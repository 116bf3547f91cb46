import { Rule } from '../rule';
import { Severity } from '../severity';

export const serviceLinks: Rule = {
  id: 'SAI-POD-023',
  name: 'service-links',
  title: 'Service environment variables injected',
  rationale: 'Variables of Services disclose the namespace and can overwrite settings of the engine.',
  severity: Severity.LOW,
  match: { subject: 'pod' },
  cel: 'pod.spec.?enableServiceLinks.orValue(true) == false',
  message: 'addresses of all services of the namespace are put into the environment',
  fix: 'set enableServiceLinks: false; a Service named vllm would also set VLLM_PORT and stop the engine',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKBlockAutoinjectServiceEnv',
};
