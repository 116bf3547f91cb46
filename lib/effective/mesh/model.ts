import { Authorization, authorizationOf } from './authorization';
import { excludedPorts, passesBy, replacementsOf } from './capture';
import { AUTOMATIC, Client, clientModes, DestinationRules } from './destination-rules';
import { RemovedFilter, removedFilters } from './filters';
import { Membership, membershipOf } from './membership';
import { MeshDefaults } from './mesh-defaults';
import { TlsMode, tlsModesOf } from './peer-authentication';
import { namespaceOf } from './selection';
import { ServicePort, servicePortsOf } from './service-ports';
import { Labels } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { MESH_ROOT } from '../../objects/mesh-root';
import { groupKindOf } from '../../objects/pods';
import { fieldsIn } from '../../objects/unknown-fields';
import { EffectivePod } from '../pods';
import { SelectorIndex } from '../selector-index';

/** What the mesh enforces for a pod. */
export class PodInMesh {
  public readonly membership: Membership;
  /** Annotations by which another proxy runs than that of the mesh. */
  public readonly replacements: readonly string[];
  /** Its own, and before them those that settings of the mesh stand for. */
  private readonly annotations: Labels;

  public constructor(
    private readonly pod: EffectivePod,
    private readonly policies: MeshPolicies,
    defaults: MeshDefaults,
  ) {
    this.membership = membershipOf(pod);
    this.annotations = { ...defaults.annotations, ...pod.annotations };
    this.replacements = this.membership === 'sidecar' ? replacementsOf(pod.annotations) : [];
  }

  /** Ports that its containers name. */
  public get ports(): readonly number[] {
    return this.pod.ports;
  }

  /** Whether the proxy of the mesh, unchanged, takes every connection to a port. */
  public isInTheWay(port: number): boolean {
    return this.obstacle(port) === undefined;
  }

  /** Why the mesh does not see connections to a port, or to any; undefined where it does. */
  public obstacle(port?: number): string | undefined {
    if (this.membership === 'none') {
      return this.pod.isOnHostNetwork ? 'pods in the network of their node have no proxy' : 'nothing gives it a proxy';
    }
    if (port !== undefined && passesBy(this.membership, this.annotations, port)) {
      return `annotations, or settings of the mesh, let port ${port} pass the proxy by`;
    }
    const [replaced] = this.replacements;
    return replaced && `${replaced} makes another proxy of it`;
  }

  /** TLS modes that may hold for a port. */
  public tlsModes(port: number): ReadonlySet<TlsMode> {
    return tlsModesOf(this.policies.peerAuthentications, this.pod, port);
  }

  public get authorization(): Authorization {
    return authorizationOf(this.policies.authorizationPolicies, this.pod);
  }

  /** Patches that take away the filters which authorize requests to a port; ztunnel takes none. */
  public removedFilters(port: number): readonly RemovedFilter[] {
    return this.membership === 'sidecar' ? removedFilters(this.policies.envoyFilters, this.pod, port) : [];
  }

  /** Ports that its containers name, and those that annotations take out of the proxy. */
  public get namedPorts(): readonly number[] {
    return [...new Set([...this.pod.ports, ...excludedPorts(this.annotations)])];
  }
}

/** Stands for all ports that no container, annotation or policy names. */
export const UNNAMED_PORT = 0;

interface MeshPolicies {
  readonly peerAuthentications: readonly Manifest[];
  readonly authorizationPolicies: readonly Manifest[];
  readonly envoyFilters: readonly Manifest[];
}

/** What a client calls. */
export interface Destination {
  /** Full name. */
  readonly host: string;
  /** Namespace of the Service or ServiceEntry that has it. */
  readonly home: string;
  readonly port: number;
  readonly subset?: string;
}

export interface ClientTls {
  readonly modes: ReadonlySet<string>;
  readonly rules: readonly Manifest[];
}

/** What policies of Istio enforce, by pod. */
export class MeshModel {
  private readonly indices = KINDS.map(() => new SelectorIndex<Manifest>());
  private readonly destinationRules = new DestinationRules();
  private readonly defaults: MeshDefaults;
  private knownPorts?: readonly ServicePort[];

  public constructor(private readonly objects: readonly Manifest[]) {
    this.defaults = new MeshDefaults(objects);
    for (const object of objects) {
      if (groupKindOf(object) === 'networking.istio.io/DestinationRule') {
        this.destinationRules.add(object);
        continue;
      }
      const { selector, workloadSelector } = fieldsIn(object.spec);
      const labels = { matchLabels: fieldsIn(workloadSelector).labels ?? fieldsIn(selector).matchLabels };
      this.indices[KINDS.indexOf(groupKindOf(object))]?.add(namespaceOf(object), labels, object);
    }
  }

  public of(pod: EffectivePod): PodInMesh {
    const homes = [...new Set([MESH_ROOT, pod.namespace])];
    const [peerAuthentications, authorizationPolicies, envoyFilters] = this.indices.map((index) =>
      index.candidates(homes, pod.labels),
    );
    return new PodInMesh(pod, { peerAuthentications, authorizationPolicies, envoyFilters }, this.defaults);
  }

  /** Ports of Services that select pods. */
  public get servicePorts(): readonly ServicePort[] {
    return (this.knownPorts ??= servicePortsOf(this.objects));
  }

  /**
   * Whether a client may present its identity at a port of a pod in the mesh. By the address of the pod alone its proxy
   * begins no TLS; of Services that are not among the objects the best is assumed.
   */
  public mayPresentIdentity(client: EffectivePod, target: EffectivePod, port: number): boolean {
    const { membership } = this.of(client);
    const ways = this.servicePorts.filter(({ targetsIn }) => targetsIn(target).includes(port));
    if (membership !== 'sidecar' || ways.length === 0) {
      return membership !== 'none';
    }
    return ways.some((way) => [...this.clientTls(client, way).modes].some((mode) => PRESENTING.includes(mode)));
  }

  /** TLS modes that the proxy of a client may use for a port of a host, or `AUTO`, and the rules that say so. */
  public clientTls(client: Client, { host, home, port, subset }: Destination): ClientTls {
    const rules = this.destinationRules.inForce(client, host, home);
    const modes = [...clientModes(rules, port, subset)];
    const isClear = (mode: string) => mode === AUTOMATIC && !this.defaults.isAutoMtls;
    return { modes: new Set(modes.map((mode) => (isClear(mode) ? 'DISABLE' : mode))), rules };
  }
}

/** Modes of clients by which a proxy of the mesh knows who calls. */
const PRESENTING = [AUTOMATIC, 'ISTIO_MUTUAL'];

const KINDS = [
  'security.istio.io/PeerAuthentication',
  'security.istio.io/AuthorizationPolicy',
  'networking.istio.io/EnvoyFilter',
];
