import { namespaceOf } from './selection';
import { Manifest } from '../../objects/manifest';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

const GATEWAY = 'gateway.networking.k8s.io';
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map((kind) => `${GATEWAY}/${kind}`);
const OF_ISTIO = [`${GATEWAY}/Gateway`, `${GATEWAY}/GatewayClass`, '/Service', 'networking.istio.io/ServiceEntry'];
const OF_ENVOY_GATEWAY = [`${GATEWAY}/Gateway`, `${GATEWAY}/ListenerSet`, 'gateway.networking.x-k8s.io/XListenerSet'];

/** What policies with targets can be for, by their group and kind. Sources: istio.io; gateway.envoyproxy.io; GEP-713, GEP-1897. */
export const TARGETS: Readonly<Record<string, readonly string[]>> = {
  'security.istio.io/AuthorizationPolicy': OF_ISTIO,
  'security.istio.io/RequestAuthentication': OF_ISTIO,
  'extensions.istio.io/WasmPlugin': OF_ISTIO,
  'telemetry.istio.io/Telemetry': OF_ISTIO,
  'gateway.envoyproxy.io/SecurityPolicy': [...OF_ENVOY_GATEWAY, ...ROUTES],
  'gateway.envoyproxy.io/ClientTrafficPolicy': OF_ENVOY_GATEWAY,
  'gateway.networking.k8s.io/BackendTLSPolicy': ['/Service', 'gateway.envoyproxy.io/Backend'],
};

const WAYPOINT = 'istio-waypoint';
const USES = 'istio.io/use-waypoint';

/** Objects that targets are looked up among. */
export class Targets {
  private readonly byName = new Map<string, Manifest>();

  /** @param inhabited namespaces of which objects are here, so that what is not here does not exist */
  public constructor(
    private readonly objects: readonly Manifest[],
    private readonly inhabited: ReadonlySet<string>,
  ) {
    for (const object of objects) {
      this.byName.set(keyOf(groupKindOf(object), namespaceOf(object), object.metadata?.name), object);
    }
  }

  /** Why a policy is not in force for one of its targets; undefined where it is, as far as the objects tell. */
  public flawOf(policy: Manifest): string | undefined {
    return targetsOf(policy)
      .map((target) => this.flaw(policy, target))
      .find((flaw) => flaw !== undefined);
  }

  private flaw(policy: Manifest, { group, kind, name, namespace }: Fields): string | undefined {
    const home = namespaceOf(policy);
    const groupKind = `${group === 'core' ? '' : String(group ?? '')}/${String(kind)}`;
    if (!TARGETS[groupKindOf(policy)].includes(groupKind)) {
      return `${String(kind)} is nothing that it can be for`;
    }
    if (typeof namespace === 'string' && namespace !== home) {
      return `targets in another namespace (${namespace}) do not count`;
    }
    const found = this.byName.get(keyOf(groupKind, home, name));
    if (found === undefined) {
      const isMissing = !groupKind.endsWith('/GatewayClass') && this.inhabited.has(home);
      return isMissing ? `there is no ${String(kind)} ${String(name)} in the namespace` : undefined;
    }
    return groupKindOf(policy).includes('.istio.io/') ? this.flawOfWaypoint(found, home) : undefined;
  }

  /** Only waypoints read policies of Services, and only what has their label goes through them. */
  private flawOfWaypoint(target: Manifest, home: string): string | undefined {
    const namespace = this.objects.find((each) => groupKindOf(each) === '/Namespace' && each.metadata?.name === home);
    if (namespace === undefined) {
      return undefined;
    }
    if (fieldsIn(target.spec).gatewayClassName === WAYPOINT) {
      const isUsed = this.objects.some((each) => waypointOf(each) === target.metadata?.name);
      return isUsed ? undefined : `nothing goes through the waypoint: no ${USES}: ${target.metadata?.name ?? ''}`;
    }
    const isOfMesh = ['Service', 'ServiceEntry'].includes(target.kind);
    const goesThrough = [target, namespace].some((each) => !['', 'none'].includes(waypointOf(each)));
    return isOfMesh && !goesThrough ? `${target.kind} ${target.metadata?.name ?? ''} has no waypoint` : undefined;
  }
}

function targetsOf({ spec }: Manifest): Fields[] {
  const { targetRef, targetRefs } = fieldsIn(spec);
  return [...(targetRef === undefined ? [] : [targetRef]), ...listIn(targetRefs)].map(fieldsIn);
}

function waypointOf({ metadata }: Manifest): string {
  return String(fieldsIn(fieldsIn(metadata).labels)[USES] ?? '');
}

function keyOf(groupKind: string, namespace: string, name: unknown): string {
  return `${groupKind}/${namespace}/${String(name)}`;
}
