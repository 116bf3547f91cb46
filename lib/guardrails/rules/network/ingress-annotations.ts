import { Rule } from '../rule';
import { Severity } from '../severity';

const OF_CONTROLLERS = String.raw`^(([a-z0-9-]+\.)*(ingress\.kubernetes\.io|nginx\.org|nginx\.com|konghq\.com|apisix\.apache\.org)|higress\.io|haproxy\.org|haproxy-ingress\.github\.io|projectcontour\.io|getambassador\.io)/`;

/** Sizes, times, limits and health checks, whatever their value, by the name behind the slash. */
const TUNES = [
  ...['proxy-(body|buffer)-size', 'proxy-(buffers-number|busy-buffers-size|max-temp-file-size|http-version)'],
  ...['proxy-((request-)?buffering|(read|send|connect|next-upstream)-timeout|next-upstream|next-upstream-tries)'],
  ...['client-body-buffer-size', 'limit-(rps|rpm|connections|rate|rate-after|burst-multiplier)', 'load-balance'],
  ...['(affinity|session-cookie|sticky-session|cookie|canary|health-?check|connection-drain|slow-start)[a-z-]*'],
  ...['upstream-(hash-by|keepalive|max)[a-z-]*', 'service-(upstream|weight)', 'order'],
  ...['backend-(scheduler|keepalive|timeout)[a-z-]*', 'traffic-limit-[a-z-]*', 'timeout', 'max-?conns'],
  ...['proxy-ssl-(secret|name|server-name|verify-depth)', 'auth-tls-(secret|verify-depth)', 'denylist-source-range'],
  ...['auth-(secret|secret-type|realm|method|response-headers|cache-key|cache-duration)'],
  // a load balancer of ALB that they make or take over is judged by a rule of its own
  ...['(address-type|id|name|vswitch-ids|force-override-listeners|edition|charge-type|tags?)'],
];

/** With these values. */
const SAFE = [
  ...[
    'backend-protocol=(HTTP|HTTPS|GRPC|GRPCS|https?|grpcs?)',
    '(force-)?ssl-redirect=true',
    'proxy-ssl-verify=on',
    'auth-tls-verify-client=on',
  ],
  ...['enable-(access-log|modsecurity|owasp-(modsecurity-crs|core-rules)|global-auth)=true', 'enable-cors=false'],
  ...['(ssl-passthrough|use-regex|http2-push-preload)=false', 'satisfy=all', 'auth-type=(basic|digest)'],
  ...['auth-(url|signin)=https://[^$]*', 'hsts[a-z-]*=[^f].*'],
  String.raw`(whitelist|allowlist)-source-range=([0-9.]+/([89]|[12][0-9]|3[0-2])(, ?)?)+`,
  String.raw`listen-ports=\[ *(\{ *"HTTPS" *: *[0-9]+ *\}(, *)?)+\]`,
];

const KNOWN = String.raw`^[^/]*/((${TUNES.join('|')})=.*|${SAFE.join('|')})$`;

/** Sources: kubernetes/ingress-nginx, docs/user-guide/nginx-configuration/annotations.md; ACK help, "ALB Ingress"; higress.io. */
export const ingressAnnotations: Rule = {
  id: 'SAI-NET-045',
  name: 'ingress-annotation-changes-requests',
  title: 'Ingress annotation that changes requests, or is not known',
  rationale:
    'Annotations of an Ingress send requests elsewhere, take callers without a check or pass TLS on, and no other policy reads them.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['Ingress'] }] },
  cel: `
    object.?metadata.?annotations.orValue({}).all(key,
      !key.matches(r'${OF_CONTROLLERS}')
      || (key + '=' + object.metadata.annotations[key]).matches(r'${KNOWN}')
      || (key == 'alb.ingress.kubernetes.io/listen-ports'
        && object.metadata.annotations[?'alb.ingress.kubernetes.io/ssl-redirect'].orValue('') == 'true')
    )
  `,
  message:
    'an annotation of the Ingress changes where requests go, who may call or what is encrypted, or is not known here',
  fix: 'remove the annotation, or review it and accept the risk with the reason',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
