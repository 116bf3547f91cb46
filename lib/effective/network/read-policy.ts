import { Direction, NamespaceSelector, NetworkPolicy, NetworkRule, Peer, Ports } from './policy';
import { EVERY, rangeOf, without } from './ranges';
import { Manifest } from '../../objects/manifest';
import { isMap } from '../../objects/places/pod-shapes';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];
const EVERYBODY: readonly Peer[] = [{ kind: 'anybody' }];
const EVERY_PORT: readonly Ports[] = [{}];

/**
 * A policy of networking.k8s.io or policy.networking.k8s.io; undefined for every other object, and for one that no API
 * server takes: it isolates nothing.
 */
export function readPolicy(object: Manifest): NetworkPolicy | undefined {
  if (!isWellFormed(object)) {
    return undefined;
  }
  const spec = fieldsIn(object.spec);
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/NetworkPolicy':
      return namespacePolicy(object, spec);
    case 'policy.networking.k8s.io/AdminNetworkPolicy':
      return { ...adminPolicy(object, spec), tier: 'admin', priority: Number(spec.priority ?? 0) };
    case 'policy.networking.k8s.io/BaselineAdminNetworkPolicy':
      return { ...adminPolicy(object, spec), tier: 'baseline', priority: 0 };
    default:
      return undefined;
  }
}

function namespacePolicy(object: Manifest, spec: Fields): NetworkPolicy {
  const namespace = object.metadata?.namespace ?? 'default';
  const types = policyTypes(spec);
  const rulesOf = (direction: Direction) => {
    const field = direction.toLowerCase();
    return types.includes(direction)
      ? listIn(spec[field]).map((rule, index) =>
          namespaceRule(fieldsIn(rule), direction, namespace, `spec.${field}[${index}]`),
        )
      : undefined;
  };
  return {
    object,
    tier: 'namespace',
    priority: 0,
    subject: { namespace: { name: namespace }, podSelector: fieldsIn(spec.podSelector) },
    rules: { Ingress: rulesOf('Ingress'), Egress: rulesOf('Egress') },
  };
}

/** As the API server defaults it: Egress only where there are rules for it. See SetDefaults_NetworkPolicy. */
function policyTypes({ policyTypes: types, egress }: Fields): readonly unknown[] {
  const written = listIn(types);
  return written.length > 0 ? written : listIn(egress).length > 0 ? DIRECTIONS : ['Ingress'];
}

function namespaceRule(rule: Fields, direction: Direction, namespace: string, path: string): NetworkRule {
  const peers = listIn(rule[direction === 'Ingress' ? 'from' : 'to']).map((peer) =>
    namespacePeer(fieldsIn(peer), namespace),
  );
  const ports = listIn(rule.ports).map((port) => namespacePorts(fieldsIn(port)));
  return {
    action: 'Allow',
    peers: peers.length > 0 ? peers : EVERYBODY,
    ports: ports.length > 0 ? ports : EVERY_PORT,
    path,
  };
}

function namespacePeer({ ipBlock, podSelector, namespaceSelector }: Fields, namespace: string): Peer {
  if (ipBlock !== undefined) {
    const { cidr, except } = fieldsIn(ipBlock);
    return addresses(String(cidr), listIn(except).map(String));
  }
  if (podSelector === undefined && namespaceSelector === undefined) {
    return { kind: 'anybody' };
  }
  return {
    kind: 'pods',
    namespace: namespaceSelector === undefined ? { name: namespace } : { selector: fieldsIn(namespaceSelector) },
    podSelector: fieldsIn(podSelector),
  };
}

/** What is no range may be any address; an exception that is none excepts nothing. */
function addresses(cidr: string, except: readonly string[]): Peer {
  const range = rangeOf(cidr);
  const whole = range ? [range] : [EVERY[4], EVERY[6]];
  const excepted = except.flatMap((text) => rangeOf(text) ?? []);
  return {
    kind: 'addresses',
    ranges: whole.flatMap((one) => without(one, excepted)),
    text: except.length > 0 ? `${cidr} except ${except.join(', ')}` : cidr,
  };
}

function namespacePorts({ protocol = 'TCP', port, endPort }: Fields): Ports {
  const first = port as number | string | undefined;
  return {
    protocol: String(protocol),
    first,
    ...(typeof first === 'number' ? { last: Number(endPort ?? first) } : {}),
  };
}

function adminPolicy(object: Manifest, spec: Fields): Omit<NetworkPolicy, 'tier' | 'priority'> {
  const { namespaces, pods } = fieldsIn(spec.subject);
  const { namespaceSelector, podSelector } = fieldsIn(pods);
  const rulesOf = (direction: Direction) => {
    const field = direction.toLowerCase();
    return listIn(spec[field]).map((rule, index) => adminRule(fieldsIn(rule), direction, `spec.${field}[${index}]`));
  };
  return {
    object,
    subject: {
      namespace: { selector: fieldsIn(pods === undefined ? namespaces : namespaceSelector) },
      podSelector: fieldsIn(podSelector),
    },
    rules: { Ingress: rulesOf('Ingress'), Egress: rulesOf('Egress') },
  };
}

function adminRule(rule: Fields, direction: Direction, path: string): NetworkRule {
  const { action } = rule;
  return {
    action: action === 'Deny' || action === 'Pass' ? action : 'Allow',
    peers: listIn(rule[direction === 'Ingress' ? 'from' : 'to']).flatMap((peer) => adminPeers(fieldsIn(peer))),
    ports: rule.ports === undefined ? EVERY_PORT : listIn(rule.ports).map((port) => adminPorts(fieldsIn(port))),
    path,
  };
}

function adminPeers({ namespaces, pods, networks, ...others }: Fields): Peer[] {
  const inPods = fieldsIn(pods);
  const selected = (namespace: NamespaceSelector, podSelector: Fields): Peer => ({
    kind: 'pods',
    namespace,
    podSelector,
  });
  return [
    ...(namespaces === undefined ? [] : [selected({ selector: fieldsIn(namespaces) }, {})]),
    ...(pods === undefined
      ? []
      : [selected({ selector: fieldsIn(inPods.namespaceSelector) }, fieldsIn(inPods.podSelector))]),
    ...listIn(networks).map((network) => addresses(String(network), [])),
    ...Object.keys(others).map((text): Peer => ({ kind: 'unknown', text })),
  ];
}

function adminPorts({ portNumber, portRange, namedPort }: Fields): Ports {
  if (namedPort !== undefined) {
    return { first: String(namedPort) };
  }
  const { protocol = 'TCP', port, start, end } = fieldsIn(portNumber ?? portRange);
  return { protocol: String(protocol), first: Number(port ?? start), last: Number(port ?? end) };
}

function isWellFormed({ spec }: Manifest): boolean {
  const { podSelector = {}, policyTypes: types = [], ingress = [], egress = [] } = fieldsIn(spec);
  const { matchLabels = {}, matchExpressions = [] } = fieldsIn(podSelector);
  return (
    [spec, podSelector, matchLabels].every(isMap) && [types, ingress, egress, matchExpressions].every(Array.isArray)
  );
}
