import { Opening } from '../../effective/network/opening';
import { Peer, Ports } from '../../effective/network/policy';
import { selectorText } from '../../objects/label-selector';
import { fieldsIn } from '../../objects/unknown-fields';

export const ANY = 'any';
export const ANYBODY = 'anybody';

/** One peer on some ports, as network policies let it through. */
export interface Connection {
  readonly peer: string;
  /** Namespace of the peer, where it is one by name. */
  readonly namespace?: string;
  readonly ports: Ports;
}

/** @param home namespace of the pod at the other end */
export function connectionOf({ peer, ports, except }: Opening, home: string): Connection {
  const denied = [...new Set(except.map((each) => peerText(each, home).peer))];
  const { peer: text, namespace } = peerText(peer, home);
  return { peer: denied.length > 0 ? `${text} except ${denied.join(', ')}` : text, namespace, ports };
}

export function portText({ protocol, first, last }: Ports): string {
  const numbers = first === undefined ? ANY : [...new Set([first, last ?? first])].map(String).join('-');
  return protocol === undefined ? numbers : `${numbers}/${protocol}`;
}

/** A name stands for a number that only the pod knows, so that it may be any. */
export function includesPort({ first, last }: Ports, port: number): boolean {
  return typeof first !== 'number' || (first <= port && port <= (last ?? first));
}

function peerText(peer: Peer, home: string): { peer: string; namespace?: string } {
  switch (peer.kind) {
    case 'anybody':
      return { peer: ANYBODY };
    case 'addresses':
      return { peer: peer.text };
    case 'unknown':
      return { peer: `something by ${peer.text}` };
    case 'pods': {
      const pods = selectorText(peer.podSelector);
      if ('name' in peer.namespace) {
        return peer.namespace.name === home
          ? { peer: `pods ${pods} in the same namespace`, namespace: home }
          : { peer: `pods ${pods} in ${peer.namespace.name}`, namespace: peer.namespace.name };
      }
      const name = fieldsIn(peer.namespace.selector.matchLabels)['kubernetes.io/metadata.name'];
      const namespace = typeof name === 'string' ? name : undefined;
      return { peer: `pods ${pods} in ${namespace ?? selectorText(peer.namespace.selector)}`, namespace };
    }
  }
}
