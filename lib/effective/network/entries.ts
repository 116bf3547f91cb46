import { selects } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { groupKindOf, nameOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { EffectivePod } from '../pods';

/** A way from outside of the cluster to pods, or to addresses, that is no policy: a Service, or what routes to one. */
export interface Entry {
  /** For a reader, for example `LoadBalancer ai/llm` or `Ingress ai/llm`. */
  readonly name: string;
  /** Whether pods of a controller, such as that of an Ingress, are between. */
  readonly isRouted: boolean;
  /** Ports of pods as the Service names or numbers them. */
  readonly targetPorts: readonly (number | string)[];
}

/** Addresses behind a Service that has no selector. */
export interface ForeignTarget {
  readonly name: string;
  readonly address: string;
  readonly ports: readonly (number | string)[];
}

interface ReadService {
  readonly key: string;
  readonly namespace: string;
  readonly selector: Fields | undefined;
  readonly isOutside: boolean;
  readonly type: string;
  readonly targetPorts: readonly (number | string)[];
}

const OUTSIDE = ['LoadBalancer', 'NodePort'];

/** Kinds of routes, by API group, whose backends are Services. */
const ROUTES =
  /^(gateway\.networking\.k8s\.io\/(HTTP|GRPC|TCP|TLS|UDP)Route|networking\.k8s\.io\/Ingress|networking\.istio\.io\/VirtualService)$/;

/** What Services, Endpoints, Ingresses, Gateways and their routes open. */
export class Entries {
  private readonly services: readonly ReadService[];
  private readonly routed: ReadonlyMap<string, readonly string[]>;

  public constructor(private readonly objects: readonly Manifest[]) {
    this.services = objects.filter((object) => groupKindOf(object) === '/Service').map(readService);
    const routed = new Map<string, string[]>();
    for (const object of objects.filter((candidate) => ROUTES.test(groupKindOf(candidate)))) {
      for (const key of new Set(backendsOf(object))) {
        routed.set(key, [...(routed.get(key) ?? []), `${object.kind} ${placeOf(object)}`]);
      }
    }
    this.routed = routed;
  }

  /** Ways from outside to a pod. */
  public to(pod: EffectivePod): Entry[] {
    return this.services
      .filter(
        ({ selector, namespace }) =>
          selector !== undefined && namespace === pod.namespace && selects({ matchLabels: selector }, pod.labels),
      )
      .flatMap((service) => this.waysBy(service));
  }

  /** Ways from outside to addresses that are no pods of these objects. */
  public toAddresses(): ForeignTarget[] {
    return this.services
      .filter(({ selector }) => selector === undefined)
      .flatMap((service) => {
        const addresses = this.objects.flatMap((object) => addressesOf(object, service.key));
        return this.waysBy(service).flatMap(({ name, targetPorts: ports }) =>
          addresses.map((address) => ({ name, address, ports })),
        );
      });
  }

  private waysBy({ key, isOutside, type, targetPorts }: ReadService): Entry[] {
    const routed = this.routed.get(key) ?? [];
    return [
      ...(isOutside ? [{ name: `${type} ${key}`, isRouted: false, targetPorts }] : []),
      ...routed.map((name) => ({ name, isRouted: true, targetPorts })),
    ];
  }
}

function readService(object: Manifest): ReadService {
  const { type = 'ClusterIP', selector, externalIPs, ports } = fieldsIn(object.spec);
  const labels = fieldsIn(selector);
  return {
    key: placeOf(object),
    namespace: namespaceOf(object),
    selector: Object.keys(labels).length > 0 ? labels : undefined,
    isOutside: OUTSIDE.includes(String(type)) || listIn(externalIPs).length > 0,
    type: OUTSIDE.includes(String(type)) ? String(type) : 'externalIPs of',
    targetPorts: listIn(ports).map((each) => {
      const { port, targetPort } = fieldsIn(each);
      return (targetPort ?? port) as number | string;
    }),
  };
}

/** Services to which a route leads, as `namespace/name`; of VirtualServices, those behind a gateway. */
function backendsOf(object: Manifest): string[] {
  const home = namespaceOf(object);
  const spec = fieldsIn(object.spec);
  if (object.kind === 'Ingress') {
    const rules = listIn(spec.rules).flatMap((rule) => listIn(fieldsIn(fieldsIn(rule).http).paths));
    const backends = [spec.defaultBackend, ...rules.map((path) => fieldsIn(path).backend)];
    return backends.map((backend) => `${home}/${String(fieldsIn(fieldsIn(backend).service).name)}`);
  }
  if (object.kind === 'VirtualService') {
    const isBehindGateway = listIn(spec.gateways).some((gateway) => gateway !== 'mesh');
    const routes = [spec.http, spec.tcp, spec.tls]
      .flatMap((some) => listIn(some))
      .flatMap((some) => listIn(fieldsIn(some).route));
    return isBehindGateway ? routes.map((route) => hostKey(fieldsIn(fieldsIn(route).destination).host, home)) : [];
  }
  return listIn(spec.rules)
    .flatMap((rule) => listIn(fieldsIn(rule).backendRefs).map(fieldsIn))
    .filter(({ kind = 'Service' }) => kind === 'Service')
    .map(({ name, namespace = home }) => `${String(namespace)}/${String(name)}`);
}

/** `llm`, `llm.ai` and `llm.ai.svc.cluster.local` are one. */
function hostKey(host: unknown, home: string): string {
  const [name, namespace = home] = String(host).split('.');
  return `${namespace}/${name}`;
}

/** Addresses that Endpoints or EndpointSlices give a Service. */
function addressesOf(object: Manifest, service: string): string[] {
  switch (groupKindOf(object)) {
    case '/Endpoints':
      return placeOf(object) === service
        ? listIn(object.subsets)
            .flatMap((subset) => listIn(fieldsIn(subset).addresses))
            .map((address) => String(fieldsIn(address).ip))
        : [];
    case 'discovery.k8s.io/EndpointSlice': {
      const name = fieldsIn(fieldsIn(object.metadata).labels)['kubernetes.io/service-name'];
      return `${namespaceOf(object)}/${String(name)}` === service
        ? listIn(object.endpoints).flatMap((endpoint) => listIn(fieldsIn(endpoint).addresses).map(String))
        : [];
    }
    default:
      return [];
  }
}

function placeOf(object: Manifest): string {
  return `${namespaceOf(object)}/${nameOf(object)}`;
}

function namespaceOf({ metadata }: Manifest): string {
  return metadata?.namespace ?? 'default';
}
