import { RouteAccess } from '../../engines/engine-traffic';
import { ENGINES } from '../../engines/engines';

/** Paths of generations, of every engine. */
const CALLED = Object.values(ENGINES).flatMap(({ routes }) =>
  routes.filter(({ access }) => access === RouteAccess.CALLERS).map(({ path }) => path),
);

const PREFIXES = ['', '/', '/v1', '/v1/', '/v2', '/v2/'];

/** Paths to which a route may rewrite others: a prefix that is cut off, or what callers may ask of some engine. CEL list. */
export const REWRITTEN_TO = `[${[...new Set([...PREFIXES, ...CALLED])].map((path) => `'${path}'`).join(', ')}]`;

/** Headers by which a server knows who calls, or what is called. */
const IDENTITY = String.raw`^(:authority|host|cookie|authorization|proxy-authorization|forwarded|x-forwarded-(for|client-cert|host|user|email|groups)|x-real-ip|x-envoy-external-address|x-api-key|x-auth-.*|x-consumer-.*|(x-)?(.*-)?(user|tenant|account|identity|principal|role|groups?)(-id|-name)?)$`;

/** Whether a header says who calls: CEL, of a text of CEL. */
export function saysWhoCalls(name: string): string {
  return `${name}.lowerAscii().matches(r'${IDENTITY}')`;
}

/** Whether it is the header without which a server does not know who calls. */
export function isCredential(name: string): string {
  return `(${name}.lowerAscii() in ['authorization', 'proxy-authorization'])`;
}
