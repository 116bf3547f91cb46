import { LISTENER_KINDS } from './listener-kinds';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const gatewayTls: Rule = {
  id: 'SAI-NET-011',
  name: 'gateway-without-tls',
  title: 'Gateway listener without TLS',
  rationale: 'Prompts, answers and tokens can be read on the network.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: LISTENER_KINDS },
  cel: `
    object.?spec.?listeners.orValue([]).all(listener,
      listener.?protocol.orValue('') in ['HTTPS', 'TLS']
      || (listener.?protocol.orValue('') == 'HBONE' && object.?spec.?gatewayClassName.orValue('') == 'istio-waypoint')
    )
  `,
  message: 'a listener of the gateway takes prompts and answers in clear text',
  fix: 'use protocol HTTPS with a certificate',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
  },
};
