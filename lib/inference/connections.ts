import { Caller } from './caller';
import { CallerTokens } from './caller-tokens';
import { EngineProfile } from '../engines/engine-profile';
import { RouteAccess } from '../engines/engine-traffic';
import { portFor, portOf } from '../engines/ports';
import { openRoutes, TaskContext } from '../engines/tasks';
import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';
import { podsPeer } from '../kubernetes/network';
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

/** Port of the encrypted tunnel between the nodes and waypoints of an ambient mesh. */
const TUNNEL_PORT = 15008;

/** Metrics of a sidecar and its agent, in clear text; the mesh does not redirect it. */
const SIDECAR_METRICS_PORT = 15020;

/** Address that an ambient mesh gives to the probes of the kubelet, https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
const PROBE_ADDRESS = '169.254.7.127/32';

/** Who may reach the service. Nobody may until it is declared here. */
export class Connections {
  private readonly authorization: object[] = [];
  private readonly edges: AllowedEdge[] = [];
  private readonly gateways: Caller[] = [];

  /** @internal */
  public constructor(
    private readonly path: string,
    private readonly profile: EngineProfile,
    private readonly tasks: TaskContext,
    private readonly modelName: string,
    private readonly mesh: Mesh,
    private readonly ingress: object[],
    private readonly callerTokens?: CallerTokens,
  ) {
    const { _waypoint: waypoint } = mesh;
    if (waypoint) {
      const labels = { 'gateway.networking.k8s.io/gateway-name': waypoint.name };
      this.ingress.push(
        { from: [podsPeer(waypoint.namespace, labels)], ports: [{ port: TUNNEL_PORT, protocol: 'TCP' }] },
        { from: [{ ipBlock: { cidr: PROBE_ADDRESS } }], ports: [{ port: profile.ports[0].port, protocol: 'TCP' }] },
      );
    }
  }

  /**
   * Lets workloads send inference requests, and nothing else.
   *
   * @param callers workloads
   * @throws if a namespace or service account is not one name, or without a mesh a caller names no pods
   */
  public allowFrom(...callers: Caller[]): void {
    this.allow(RouteAccess.CALLERS, callers, this.callerTokens);
  }

  /**
   * Lets a metrics scraper that is in the mesh read the metrics, and nothing else.
   *
   * @param scrapers workloads
   * @throws if a namespace or service account is not one name, or without a mesh a scraper names no pods
   */
  public allowScrapeFrom(...scrapers: Caller[]): void {
    this.allow(RouteAccess.SCRAPER, scrapers);
  }

  /**
   * Leaves a gateway, which asks a prompt guard, as the only caller. A guard may serve several gateways.
   *
   * @internal
   */
  public _reserveFor(gateway: Caller): void {
    this.gateways.push(gateway);
    const problems = new Problems(this.path);
    const callers = this.edges.filter(({ access }) => access === RouteAccess.CALLERS).map(({ caller }) => caller);
    problems.add(...this.checkGateway(callers));
    problems.throwIfAny();
  }

  /** @internal */
  public _traffic(): AllowedTraffic {
    return { ingress: this.ingress, authorization: this.authorization };
  }

  /** @internal */
  public _edges(): readonly AllowedEdge[] {
    return this.edges;
  }

  /** @internal */
  public _operations(access: RouteAccess): readonly Operation[] {
    // One operation a method and port, since an operation allows each of its methods on each of its paths.
    const operations = new Map<string, { method: string; paths: Set<string>; port: number }>();
    for (const route of openRoutes(this.profile, access, this.tasks)) {
      const { method } = route;
      const { port } = portOf(this.profile, route);
      const key = `${method} ${port}`;
      const operation = operations.get(key) ?? { method, paths: new Set(), port };
      operation.paths.add(policyPath(route.path, this.modelName));
      operations.set(key, operation);
    }
    return [...operations.values()].map(({ paths, ...rest }) => ({ ...rest, paths: [...paths] }));
  }

  private allow(access: RouteAccess, callers: Caller[], tokens?: CallerTokens): void {
    const problems = new Problems(this.path);
    problems.add(...callers.flatMap((caller) => [...caller._problems(), ...this.checkPods(caller)]));
    problems.add(...(access === RouteAccess.CALLERS ? this.checkGateway(callers) : []));
    problems.throwIfAny();

    const operations = this._operations(access);
    const ports = [...new Set([portFor(this.profile, access).port, ...operations.map(({ port }) => port)])];
    this.edges.push(...callers.map((caller) => ({ caller, access, operations })));
    if (!this.mesh._waypoint) {
      this.ingress.push({
        from: callers.map((caller) => caller._networkPeer()),
        ports: portsFor(access, ports, this.mesh.kind).map((each) => ({ port: each, protocol: 'TCP' })),
      });
    }
    const principals = callers.map((caller) => this.mesh.principal(caller.namespace, caller.serviceAccount));
    this.authorization.push({
      from: [{ source: { principals, requestPrincipals: tokens && [tokens.requestPrincipal] } }],
      to: operations.map(({ method, paths, port }) => ({
        operation: { methods: [method], paths: [...paths], ports: [String(port)] },
      })),
    });
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
    if (this.mesh.kind !== MeshKind.NONE || caller._namesPods()) {
      return [];
    }
    return [
      {
        what: 'without a mesh nothing but its labels tells a caller from its neighbours',
        got: caller.namespace,
        allowed: 'a caller with podLabels',
        fix: 'give the labels of the calling pods, or use a mesh, which knows who they are',
      },
    ];
  }
}

/** Who was refused only the sidecar knows, so that a scraper reads it too. */
function portsFor(access: RouteAccess, ports: readonly number[], mesh: MeshKind): number[] {
  return access === RouteAccess.SCRAPER && mesh === MeshKind.SIDECAR ? [...ports, SIDECAR_METRICS_PORT] : [...ports];
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
