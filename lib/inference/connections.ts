import { Caller } from './caller';
import { RouteAccess, EngineProfile } from '../engines/engine-profile';
import { Mesh } from '../kubernetes/mesh';
import { Problems } from '../private/problems';

/** Network and mesh rules that grow while callers are declared. */
export interface AllowedTraffic {
  /** Ingress rules of the NetworkPolicy. */
  readonly ingress: object[];

  /** Rules of the AuthorizationPolicy. */
  readonly authorization: object[];
}

/** Who may reach the service. Nobody may until it is declared here. */
export class Connections {
  private readonly ingress: object[] = [];
  private readonly authorization: object[] = [];

  /** @internal */
  public constructor(
    private readonly path: string,
    private readonly profile: EngineProfile,
    private readonly mesh: Mesh,
  ) {}

  /**
   * Lets workloads send inference requests, and nothing else.
   *
   * @param callers workloads
   * @throws if a namespace or service account is not one name
   */
  public allowFrom(...callers: Caller[]): void {
    this.allow(RouteAccess.CALLERS, callers);
  }

  /**
   * Lets a metrics scraper that is in the mesh read the metrics, and nothing else.
   *
   * @param scrapers workloads
   * @throws if a namespace or service account is not one name
   */
  public allowScrapeFrom(...scrapers: Caller[]): void {
    this.allow(RouteAccess.SCRAPER, scrapers);
  }

  /** @internal */
  public _traffic(): AllowedTraffic {
    return { ingress: this.ingress, authorization: this.authorization };
  }

  private allow(access: RouteAccess, callers: Caller[]): void {
    const problems = new Problems(this.path);
    problems.add(...callers.flatMap((caller) => caller._problems()));
    problems.throwIfAny();

    const port = this.profile.ports[0].port;
    this.ingress.push({
      from: callers.map((caller) => caller._networkPeer()),
      ports: [{ port, protocol: 'TCP' }],
    });
    const principals = callers.map((caller) => this.mesh.principal(caller.namespace, caller.serviceAccount));
    this.authorization.push({
      from: [{ source: { principals } }],
      to: operations(this.profile, access, String(port)),
    });
  }
}

/** One operation a method, since an operation allows each of its methods on each of its paths. */
function operations(profile: EngineProfile, access: RouteAccess, port: string): object[] {
  const paths = new Map<string, Set<string>>();
  for (const route of profile.routes) {
    if (route.access === access && route.enabledBy === undefined && route.task === undefined) {
      paths.set(route.method, (paths.get(route.method) ?? new Set()).add(route.path));
    }
  }
  return [...paths].map(([method, set]) => ({ operation: { methods: [method], paths: [...set], ports: [port] } }));
}
