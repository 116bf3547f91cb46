import * as fc from 'fast-check';
import { Models } from '../../../lib/effective/models';
import { Connection, isAllowed } from '../../../lib/effective/network/verdict';
import { Manifest } from '../../../lib/objects/manifest';

/** Everything that decides about some connections, and the connections. */
export interface Situation {
  readonly namespaces: Manifest[];
  readonly pods: Manifest[];
  readonly policies: Manifest[];
  readonly admin: Manifest[];
  readonly baseline: Manifest[];
  readonly connections: {
    readonly source: string;
    readonly target: string;
    readonly protocol: string;
    readonly port: number;
  }[];
}

const NAMESPACES = ['ai', 'gateway', 'batch'];
const VALUES = ['a', 'b', 'c'];
const PROTOCOLS = ['TCP', 'UDP'];
const PORTS = [53, 443, 8000, 8001];

const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom(...VALUES), { maxKeys: 2 });
const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom('app', 'tier', 'kubernetes.io/metadata.name'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...VALUES, ...NAMESPACES), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ key: fc.constantFrom('app', 'tier', 'none'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const selector = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: labels.map((matchLabels) => ({ matchLabels })) },
  { weight: 2, arbitrary: fc.array(expression, { maxLength: 2 }).map((matchExpressions) => ({ matchExpressions })) },
);
const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.1.3', '203.0.113.9', '100.100.100.200', '2001:db8::7');
const range = fc.oneof(
  fc.tuple(fc.constantFrom('10.0.0.0', '203.0.113.9', '100.64.0.0', '0.0.0.0'), fc.nat(32)).map((one) => one.join('/')),
  fc.tuple(fc.constantFrom('2001:db8::', '::'), fc.nat(128)).map((one) => one.join('/')),
  fc
    .tuple(fc.constantFrom('::ffff:10.0.0.0', '::ffff:0:0'), fc.integer({ min: 96, max: 128 }))
    .map((one) => one.join('/')),
);
const ipBlock = fc.record({ cidr: range, except: fc.array(range, { maxLength: 2 }) });
const peer = fc.oneof(
  ipBlock.map((block) => ({ ipBlock: block })),
  selector.map((podSelector) => ({ podSelector })),
  selector.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
);
const protocol = fc.constantFrom(...PROTOCOLS);
const port = fc.oneof(
  fc.record({ protocol }),
  fc.record({ protocol, port: fc.oneof(fc.constantFrom(...PORTS), fc.constantFrom('http', 'dns')) }),
  fc
    .record({ protocol, port: fc.constantFrom(50, 8000), endPort: fc.constantFrom(60, 8001) })
    .filter((one) => one.endPort >= one.port),
);
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 });
/** Lists that are empty are left out, as the API server stores them. */
const filled = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => !Array.isArray(one) || one.length > 0)) as T;

const policy = fc
  .record({
    namespace: fc.constantFrom(...NAMESPACES),
    podSelector: selector,
    policyTypes: fc.uniqueArray(fc.constantFrom('Ingress', 'Egress'), { minLength: 1 }),
    ingress: list(fc.record({ from: list(peer), ports: list(port) }).map(filled)),
    egress: list(fc.record({ to: list(peer), ports: list(port) }).map(filled)),
  })
  .map(({ namespace, ...spec }) => ({ namespace, spec: filled(spec) }));

/** Named ports are left out: the engine looks them up in the pod that calls, and at any number. */
const adminPort = fc.oneof(
  fc.record({ portNumber: fc.record({ protocol, port: fc.constantFrom(...PORTS) }) }),
  fc.record({ portRange: fc.record({ protocol, start: fc.constantFrom(50, 8000), end: fc.constantFrom(8000, 8001) }) }),
);
const selected = fc.oneof(
  selector.map((namespaces) => ({ namespaces })),
  fc.record({ namespaceSelector: selector, podSelector: selector }).map((pods) => ({ pods })),
);
const networks = fc.array(range, { minLength: 1, maxLength: 2 }).map((all) => ({ networks: all }));
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 2 });
const adminSpec = (...actions: string[]) => {
  const action = fc.constantFrom(...actions);
  const rule = (peers: 'from' | 'to', item: fc.Arbitrary<object>) =>
    fc.tuple(action, some(item), fc.option(some(adminPort), { nil: undefined })).map(([act, all, ports]) => ({
      ...{ name: 'rule', action: act, [peers]: all },
      ...(ports && { ports }),
    }));
  return fc.record({
    priority: fc.nat(3),
    subject: selected,
    ingress: list(rule('from', selected)),
    egress: list(rule('to', fc.oneof(selected, networks))),
  });
};

const object = (apiVersion: string, kind: string, metadata: object, rest: object) =>
  ({ apiVersion, kind, metadata, ...rest }) as Manifest;

export const situations: fc.Arbitrary<Situation> = fc.record({
  namespaces: fc.array(labels, { minLength: NAMESPACES.length, maxLength: NAMESPACES.length }).map((all) =>
    all.map((own, index) => {
      const name = NAMESPACES[index];
      return object('v1', 'Namespace', { name, labels: { ...own, 'kubernetes.io/metadata.name': name } }, {});
    }),
  ),
  pods: fc
    .array(fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels }), { minLength: 1, maxLength: 3 })
    .map((all) => all.map(podAt)),
  policies: fc
    .array(policy, { maxLength: 4 })
    .map((all) =>
      all.map(({ namespace, spec }, index) =>
        object('networking.k8s.io/v1', 'NetworkPolicy', { name: `p${index}`, namespace }, { spec }),
      ),
    ),
  admin: fc
    .array(adminSpec('Allow', 'Deny', 'Pass'), { maxLength: 2 })
    .map((all) =>
      all.map((spec, index) =>
        object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', { name: `a${index}` }, { spec }),
      ),
    ),
  baseline: fc
    .array(adminSpec('Allow', 'Deny'), { maxLength: 1 })
    .map((all) =>
      all.map((spec) =>
        object('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy', { name: 'default' }, { spec }),
      ),
    ),
  connections: fc.array(fc.record({ source: address, target: address, protocol, port: fc.constantFrom(...PORTS) }), {
    minLength: 4,
    maxLength: 8,
  }),
});

const ADDRESSES = ['10.0.0.1', '10.0.0.2', '10.0.1.3'];

function podAt(own: { namespace: string; labels: object }, index: number): Manifest {
  const ports = [
    { name: 'http', containerPort: 8000, protocol: 'TCP' },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ];
  return object(
    'v1',
    'Pod',
    { name: `pod${index}`, ...own },
    {
      spec: { containers: [{ name: 'main', ports }] },
      status: { phase: 'Running', podIPs: [{ ip: ADDRESSES[index] }] },
    },
  );
}

/** What the model says of each connection. */
export function verdictsOf(situation: Situation): boolean[] {
  const { network } = modelsIn(situation);
  return connectionsIn(situation).map((connection) => isAllowed(network.policies, connection));
}

export function modelsIn({ namespaces, pods, policies, admin, baseline }: Situation): Models {
  return new Models([...namespaces, ...pods, ...policies, ...admin, ...baseline]);
}

export function connectionsIn(situation: Situation): Connection[] {
  const { pods } = modelsIn(situation);
  const end = (at: string) => ({ address: at, pod: pods[ADDRESSES.indexOf(at)] });
  return situation.connections.map(({ source, target, ...rest }) => ({
    ...rest,
    source: end(source),
    target: end(target),
  }));
}
