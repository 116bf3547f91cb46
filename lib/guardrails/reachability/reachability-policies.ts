import { selectorText } from '../../objects/label-selector';
import { Fields, fieldsIn, listIn, textsIn } from '../../objects/unknown-fields';

export const ANY = 'any';
export const ANYBODY = 'anybody';

/** Ports of a connection: their text, and which numbers they are if that is known. */
interface Ports {
  readonly text: string;
  readonly includes: (port: string) => boolean;
}

/** One peer on some ports, as a NetworkPolicy allows it. */
export interface Connection {
  readonly peer: string;
  readonly namespace?: string;
  /** Selector of its pods; undefined where an address or nothing is named. */
  readonly pods?: Fields;
  /** Selector of their namespaces; undefined for the namespace of the policy. */
  readonly namespaces?: Fields;
  readonly port: Ports;
}

const ALL_PORTS: Ports = { text: ANY, includes: () => true };

/** What may happen where no policy says anything. */
export const OPEN: Connection = { peer: ANYBODY, port: ALL_PORTS };

/** One identity and what it may ask, as an AuthorizationPolicy allows it; what is undefined is not looked at. */
export interface Request {
  readonly identity?: string;
  readonly namespace?: string;
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
  readonly ports?: readonly string[];
}

export function connectionsOf(rules: unknown, side: 'from' | 'to'): Connection[] {
  return listIn(rules)
    .map(fieldsIn)
    .flatMap((rule) =>
      oneOrMore(rule[side]).flatMap((peer) =>
        oneOrMore(rule.ports).map((port) => ({ ...describePeer(peer), port: describePorts(port) })),
      ),
    );
}

export function requestsOf(rule: unknown): Request[] {
  const { from, to } = fieldsIn(rule);
  const identities = oneOrMore(from).flatMap<string | undefined>(
    ({ source }) => textsIn(fieldsIn(source).principals) ?? [undefined],
  );
  return identities.flatMap((principal) =>
    oneOrMore(to).map(({ operation }) => {
      const { methods, paths, ports } = fieldsIn(operation);
      return {
        ...describePrincipal(principal),
        methods: textsIn(methods),
        paths: textsIn(paths),
        ports: textsIn(ports),
      };
    }),
  );
}

/** Whether a request can come by a connection. */
export function allows({ namespace, ports }: Request, connection: Connection): boolean {
  const isThere = [namespace, connection.namespace].includes(undefined) || namespace === connection.namespace;
  return isThere && (ports === undefined || ports.some(connection.port.includes));
}

/** An empty list allows what a missing one does: everything. */
function oneOrMore(value: unknown): readonly Fields[] {
  const items = listIn(value).map(fieldsIn);
  return items.length > 0 ? items : [{}];
}

/** A name stands for a number that only the pod knows, so that it may be any. */
function describePorts({ port, endPort, protocol = 'TCP' }: Fields): Ports {
  if (port === undefined) {
    return ALL_PORTS;
  }
  const last = endPort ?? port;
  const text = `${[...new Set([port, last])].map(String).join('-')}/${String(protocol)}`;
  const includes = (number: string) =>
    typeof port === 'string' || (Number(port) <= Number(number) && Number(number) <= Number(last));
  return { text, includes };
}

function describePeer({ ipBlock, podSelector, namespaceSelector }: Fields): Omit<Connection, 'port'> {
  if (ipBlock !== undefined) {
    const { cidr, except } = fieldsIn(ipBlock);
    const excepted = textsIn(except)?.join(', ');
    return { peer: `${String(cidr)}${excepted ? ` except ${excepted}` : ''}` };
  }
  if (podSelector === undefined && namespaceSelector === undefined) {
    return { peer: ANYBODY };
  }
  const pods = selectorText(fieldsIn(podSelector));
  if (namespaceSelector === undefined) {
    return { peer: `pods ${pods} in the same namespace`, pods: fieldsIn(podSelector) };
  }
  const selector = fieldsIn(namespaceSelector);
  const name = fieldsIn(selector.matchLabels)['kubernetes.io/metadata.name'];
  const namespace = typeof name === 'string' ? name : undefined;
  return {
    ...{ peer: `pods ${pods} in ${namespace ?? selectorText(selector)}`, namespace },
    ...{ pods: fieldsIn(podSelector), namespaces: selector },
  };
}

function describePrincipal(principal: string | undefined): { identity?: string; namespace?: string } {
  const [, namespace, account] = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal ?? '') ?? [];
  return namespace ? { identity: `${namespace}/${account}`, namespace } : { identity: principal };
}
