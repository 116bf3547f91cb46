import { Caller } from './caller';
import { CallerTokens } from './caller-tokens';
import { Destination } from './destination';
import { Outbound } from './outbound';
import { EngineProfile } from '../engines/engine-profile';
import { RouteAccess } from '../engines/engine-traffic';
import { portFor, portOf } from '../engines/ports';
import { openRoutes, TaskContext } from '../engines/tasks';
import { DeclaredCall, DeclaredCalls } from '../kubernetes/declared-calls';
import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';
import { podsPeer, TUNNEL_PORT } from '../kubernetes/network';
import { Problem, Problems } from '../private/problems';

/** Network and mesh rules that grow while callers are declared. */
export interface AllowedTraffic {
  /** Ingress rules of the NetworkPolicy. */
  readonly ingress: object[];

  /** Rules of the AuthorizationPolicy. */
  readonly authorization: object[];
}

/** What may be called on a port by one method. */
export interface Operation {
  readonly method: string;
  readonly paths: readonly string[];
  readonly port: number;
}

/** What an allowed edge is, for reports. */
export interface AllowedEdge {
  readonly caller: Caller;
  readonly access: RouteAccess;
  readonly operations: readonly Operation[];
}

/** Metrics of a sidecar and its agent, in clear text; the mesh does not redirect it. */
const SIDECAR_METRICS_PORT = 15020;

/** Address that an ambient mesh gives to the probes of the kubelet, https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
const PROBE_ADDRESS = '169.254.7.127/32';

/** The service that connections lead to and from. */
export interface ConnectedService {
  /** Construct path. */
  readonly path: string;
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods that serve requests. */
  readonly podLabels: Record<string, string>;
  readonly profile: EngineProfile;
  readonly tasks: TaskContext;
  readonly modelName: string;
  readonly mesh: Mesh;
  readonly ingress: object[];
  readonly tokens?: CallerTokens;
  readonly outbound: Outbound;
  /** Calls that services of the app declare. */
  readonly calls: DeclaredCalls;
}

/** Who may reach the service, and what it may reach. Nobody may, and it may nothing, until it is declared here. */
export class Connections {
  /** @internal */
  public static _of(service: ConnectedService): Connections {
    return new Connections(service);
  }

  private readonly authorization: object[] = [];
  private readonly edges: AllowedEdge[] = [];
  private readonly gateways: Caller[] = [];

  private constructor(private readonly service: ConnectedService) {
    const { mesh, ingress, profile, outbound, calls, namespace, name } = service;
    const { _waypoint: waypoint } = mesh;
    if (waypoint) {
      ingress.push(
        { from: [waypointPeer(waypoint)], ports: [{ port: TUNNEL_PORT, protocol: 'TCP' }] },
        { from: [{ ipBlock: { cidr: PROBE_ADDRESS } }], ports: [{ port: profile.ports[0].port, protocol: 'TCP' }] },
      );
    }
    calls.listen((call) => {
      if (call.namespace === namespace && call.serviceAccount === name) {
        outbound.allowCall(call);
      }
    });
  }

  /**
   * Lets workloads send inference requests, and nothing else.
   *
   * Where the namespace of a caller is a `SecureNamespace` of the same app, a NetworkPolicy there lets its pods out: to DNS,
   * the control plane of the mesh, and this service. For other namespaces that deny by default, use `CallerEgress`.
   *
   * @param callers workloads
   * @throws if a namespace or service account is not a single name, or without a mesh a caller names no pods
   */
  public allowFrom(...callers: Caller[]): void {
    this.allow(RouteAccess.CALLERS, callers, this.service.tokens);
  }

  /**
   * Lets a metrics scraper that is in the mesh read the metrics, and nothing else.
   *
   * @param scrapers workloads
   * @throws if a namespace or service account is not a single name, or without a mesh a scraper names no pods
   */
  public allowScrapeFrom(...scrapers: Caller[]): void {
    this.allow(RouteAccess.SCRAPER, scrapers);
  }

  /**
   * Lets the service itself open connections, for example to send traces: its NetworkPolicy and its Sidecar open them.
   *
   * The other side must accept them too.
   *
   * @param destinations where to
   * @throws InputError if a port, a host, a range or a label is none
   */
  public allowTo(...destinations: Destination[]): void {
    const problems = new Problems(this.service.path);
    problems.add(...destinations.flatMap(({ _parts }) => _parts.problems));
    problems.throwIfAny();
    destinations.forEach((destination) => this.service.outbound.allow(destination));
  }

  /**
   * Leaves a gateway, which asks a prompt guard, as the only caller. A guard may serve several gateways.
   *
   * @internal
   */
  public _reserveFor(gateway: Caller): void {
    this.gateways.push(gateway);
    const problems = new Problems(this.service.path);
    const callers = this.edges.filter(({ access }) => access === RouteAccess.CALLERS).map(({ caller }) => caller);
    problems.add(...this.checkGateway(callers));
    problems.throwIfAny();
  }

  /** @internal */
  public get _asksForTokens(): boolean {
    return this.service.tokens !== undefined;
  }

  /** @internal */
  public _traffic(): AllowedTraffic {
    return { ingress: this.service.ingress, authorization: this.authorization };
  }

  /** @internal */
  public _edges(): readonly AllowedEdge[] {
    return this.edges;
  }

  /** @internal */
  public _operations(access: RouteAccess): readonly Operation[] {
    const { profile, tasks, modelName } = this.service;
    // One operation a method and port, since an operation allows each of its methods on each of its paths.
    const operations = new Map<string, { method: string; paths: Set<string>; port: number }>();
    for (const route of openRoutes(profile, access, tasks)) {
      const { method } = route;
      const { port } = portOf(profile, route);
      const key = `${method} ${port}`;
      const operation = operations.get(key) ?? { method, paths: new Set(), port };
      operation.paths.add(policyPath(route.path, modelName));
      operations.set(key, operation);
    }
    return [...operations.values()].map(({ paths, ...rest }) => ({ ...rest, paths: [...paths] }));
  }

  /**
   * What a caller needs at its end.
   *
   * @internal
   */
  public _callsOf(caller: Caller): DeclaredCall[] {
    return this.edges.filter((edge) => edge.caller._is(caller)).map(({ access }) => this.callBy(caller, access));
  }

  private allow(access: RouteAccess, callers: Caller[], tokens?: CallerTokens): void {
    const problems = new Problems(this.service.path);
    problems.add(...callers.flatMap((caller) => [...caller._problems(), ...this.checkPods(caller)]));
    problems.add(...(access === RouteAccess.CALLERS ? this.checkGateway(callers) : []));
    problems.throwIfAny();

    const { mesh, ingress, calls } = this.service;
    const operations = this._operations(access);
    this.edges.push(...callers.map((caller) => ({ caller, access, operations })));
    if (!mesh._waypoint) {
      ingress.push({ from: callers.map((caller) => caller._networkPeer()), ports: this.portsFor(access) });
    }
    callers.forEach((caller) => calls.declare(this.callBy(caller, access)));
    const principals = callers.map((caller) => mesh.principal(caller.namespace, caller.serviceAccount));
    this.authorization.push({
      from: [{ source: { principals, requestPrincipals: tokens && [tokens.requestPrincipal] } }],
      to: operations.map(({ method, paths, port }) => ({
        operation: { methods: [method], paths: [...paths], ports: [String(port)] },
      })),
    });
  }

  private callBy(caller: Caller, access: RouteAccess): DeclaredCall {
    const { mesh, namespace, name, podLabels } = this.service;
    const { _waypoint: waypoint } = mesh;
    const egress = waypoint
      ? { to: [waypointPeer(waypoint)], ports: [{ port: TUNNEL_PORT, protocol: 'TCP' }] }
      : { to: [podsPeer(namespace, podLabels)], ports: this.portsFor(access) };
    return {
      ...{ namespace: caller.namespace, serviceAccount: caller.serviceAccount, podSelector: caller._podSelector() },
      to: { namespace, name },
      ...{ egress: [egress], meshHost: `${namespace}/${name}.${namespace}.svc.cluster.local` },
    };
  }

  /** Who was refused only the sidecar knows, so that a scraper reads it too. */
  private portsFor(access: RouteAccess): object[] {
    const { profile, mesh } = this.service;
    const isSidecarRead = access === RouteAccess.SCRAPER && mesh.kind === MeshKind.SIDECAR;
    const ports = [
      portFor(profile, access).port,
      ...this._operations(access).map(({ port }) => port),
      ...(isSidecarRead ? [SIDECAR_METRICS_PORT] : []),
    ];
    return [...new Set(ports)].map((port) => ({ port, protocol: 'TCP' }));
  }

  private checkGateway(callers: Caller[]): Problem[] {
    const { gateways } = this;
    const others = callers.filter((caller) => !gateways.some((gateway) => gateway._is(caller)));
    return gateways.length === 0
      ? []
      : others.map(({ namespace, serviceAccount }) => ({
          what: 'caller would go around the gateway that asks the prompt guard',
          got: `${namespace}/${serviceAccount}`,
          allowed: gateways.map((gateway) => `${gateway.namespace}/${gateway.serviceAccount}`).join(', '),
          fix: 'let it call the gateway',
        }));
  }

  private checkPods(caller: Caller): Problem[] {
    if (this.service.mesh.kind !== MeshKind.NONE || caller._namesPods()) {
      return [];
    }
    return [
      {
        what: 'without a mesh callers are identified by labels only',
        got: caller.namespace,
        allowed: 'a caller with podLabels',
        fix: 'give the labels of the calling pods, or use a mesh, which knows who they are',
      },
    ];
  }
}

function waypointPeer({ name, namespace }: { readonly name: string; readonly namespace: string }): object {
  return podsPeer(namespace, { 'gateway.networking.k8s.io/gateway-name': name });
}

/**
 * The path of a route as an AuthorizationPolicy writes it: `{*}` for one segment, `{**}` for any number of them, since
 * Istio 1.22. An older one takes them literally, which allows less.
 *
 * Source: https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
function policyPath(path: string, modelName: string): string {
  return path
    .replaceAll('${modelName}', modelName)
    .replaceAll(/\{\w+:path\}/g, '{**}')
    .replaceAll(/\{\w+\}/g, '{*}');
}
