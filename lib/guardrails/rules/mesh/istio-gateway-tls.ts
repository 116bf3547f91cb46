import { Rule } from '../rule';
import { Severity } from '../severity';

export const istioGatewayTls: Rule = {
  id: 'SAI-MSH-016',
  name: 'istio-gateway-without-tls',
  title: 'Istio Gateway without TLS',
  rationale: 'Prompts and answers on a plain listener can be read and changed on the way.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['Gateway'] }] },
  cel: `
    object.?spec.?servers.orValue([]).all(server,
      (server.?port.?protocol.orValue('') in ['HTTP', 'HTTP2', 'GRPC'] && server.?tls.?httpsRedirect.orValue(false))
      || (
        server.?port.?protocol.orValue('') in ['HTTPS', 'TLS', 'TCP']
        && server.?tls.?mode.orValue('NONE') in ['SIMPLE', 'MUTUAL', 'PASSTHROUGH', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL']
        && !(server.?tls.?minProtocolVersion.orValue('TLSV1_2') in ['TLSV1_0', 'TLSV1_1'])
        && server.?tls.?cipherSuites.orValue([]).all(suite, !suite.matches(r'NULL|RC4|DES|MD5|EXP|anon|-SHA$|^AES|PSK'))
      )
    )
  `,
  message: 'a server of the gateway takes prompts and answers in clear text, or with old TLS or weak ciphers',
  fix: 'use protocol HTTPS with tls.mode SIMPLE or MUTUAL, minProtocolVersion TLSV1_2 or newer, and tls.httpsRedirect: true on the HTTP server',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
