import { fullName, isSeenFrom } from '../../../effective/mesh/destination-rules';
import { Destination, MeshModel } from '../../../effective/mesh/model';
import { namespaceOf } from '../../../effective/mesh/selection';
import { EffectivePod } from '../../../effective/pods';
import { Manifest } from '../../../objects/manifest';
import { groupKindOf, nameOf } from '../../../objects/pods';
import { fieldsIn, listIn } from '../../../objects/unknown-fields';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** Protocols that the proxy reads, so that the application has not encrypted them. */
const CLEAR = /^(HTTP|HTTP2|GRPC|GRPC-WEB)$/i;
const ENCRYPTED = ['SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'];
const IN_CLUSTER = /\.svc(\.|$)|\.local$|^[^.]*$/;

export const outsideInClear: ModelRule = {
  id: 'SAI-MSH-031',
  name: 'outside-called-in-clear',
  title: 'Foreign host called in clear text',
  rationale:
    'Prompts and keys cross networks of others in clear text where the ServiceEntry says HTTP, and no DestinationRule that is in force for the callers begins TLS.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt:
      'ServiceEntries of foreign hosts, the DestinationRules in force for each pod that sees them, and VirtualServices that send requests on',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ objects, pods, mesh }) => {
    const entries = objects.filter(isOutside);
    if (entries.length === 0) {
      return [];
    }
    const clients = pods.filter((pod) => mesh.of(pod).membership === 'sidecar');
    const routes = objects.filter((object) => groupKindOf(object) === 'networking.istio.io/VirtualService');
    return entries.map((entry) => ({ subject: entry, path: '', flaw: flawOf(entry, clients, routes, mesh) }));
  },
  message: 'requests to a foreign host leave the cluster in clear text',
  fix: 'declare the port as TLS and let the application encrypt, or begin TLS in a DestinationRule with mode SIMPLE that is exported to the callers',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

function isOutside(object: Manifest): boolean {
  return (
    groupKindOf(object) === 'networking.istio.io/ServiceEntry' && fieldsIn(object.spec).location !== 'MESH_INTERNAL'
  );
}

function flawOf(
  entry: Manifest,
  clients: readonly EffectivePod[],
  routes: readonly Manifest[],
  mesh: MeshModel,
): string | undefined {
  const called = destinationsOf(entry).flatMap((destination) => routedTo(destination, routes));
  for (const client of clients.filter(({ namespace }) => isSeenFrom(entry, namespace))) {
    for (const destination of called) {
      const { modes, rules } = mesh.clientTls(client, destination);
      if (![...modes].every((mode) => ENCRYPTED.includes(mode))) {
        const why = rules.length > 0 ? `${rules.map(nameOf).join(' and ')} say otherwise` : 'none is in force for them';
        return `no DestinationRule begins TLS from pods of ${client.namespace} to ${destination.host}:${destination.port}: ${why}`;
      }
    }
  }
  return undefined;
}

function destinationsOf(entry: Manifest): Destination[] {
  const { hosts, ports } = fieldsIn(entry.spec);
  const clear = listIn(ports)
    .map(fieldsIn)
    .filter(({ protocol }) => CLEAR.test(String(protocol)));
  return listIn(hosts)
    .map(String)
    .filter((host) => !IN_CLUSTER.test(host))
    .flatMap((host) => clear.map(({ number }) => ({ host, home: namespaceOf(entry), port: Number(number) })));
}

/** A VirtualService may send requests on to a gateway of the mesh, or to a port for which TLS begins. */
function routedTo(destination: Destination, routes: readonly Manifest[]): Destination[] {
  const sent = routes.flatMap((route) => {
    const { hosts, http } = fieldsIn(route.spec);
    return listIn(hosts).includes(destination.host)
      ? listIn(http)
          .flatMap((each) => listIn(fieldsIn(each).route))
          .map((each) => targetOf(fieldsIn(fieldsIn(each).destination), destination, namespaceOf(route)))
      : [];
  });
  return (sent.length > 0 ? sent : [destination]).filter(({ host }) => !IN_CLUSTER.test(host));
}

function targetOf(target: Readonly<Record<string, unknown>>, called: Destination, namespace: string): Destination {
  const { host, port, subset } = target;
  const number = fieldsIn(port).number;
  return {
    host: fullName(String(host ?? called.host), namespace),
    home: called.home,
    port: number === undefined ? called.port : Number(number),
    subset: subset === undefined ? undefined : String(subset),
  };
}
