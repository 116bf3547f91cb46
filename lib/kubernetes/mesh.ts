import { checkCidrs } from './cidr';
import { MeshKind } from './mesh-kind';
import { checkName } from './names';
import { cidrEgress, podsEgress } from './network';
import { Problem } from '../private/problems';

/** Editions of Alibaba Cloud Service Mesh. */
export enum AsmEdition {
  /** Standard. */
  STANDARD = 'standard',

  /** Enterprise. */
  ENTERPRISE = 'enterprise',

  /** Ultimate. */
  ULTIMATE = 'ultimate',
}

/** Options of Alibaba Cloud Service Mesh. */
export interface AsmOptions {
  /**
   * Trust domain of the mesh.
   *
   * @default cluster.local
   */
  readonly trustDomain?: string;

  /**
   * Address ranges of the ASM control plane, which lies outside the cluster. Give the range of its vSwitches to narrow
   * what pods may reach; only port 15012 is opened.
   *
   * @default - the private ranges 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16
   */
  readonly controlPlaneCidrs?: string[];

  /**
   * Edition of the mesh.
   *
   * @default AsmEdition.ENTERPRISE
   */
  readonly edition?: AsmEdition;

  /**
   * Whether the CNI plug-in is on. Without it the init container of the sidecar needs NET_ADMIN, and a namespace that
   * enforces `restricted` refuses the pod. Terraform switches it on in the editions Enterprise and Ultimate only.
   *
   * @default - true, except in the standard edition
   */
  readonly cniPlugin?: boolean;
}

/** Options of an Istio that you run in the cluster. */
export interface IstioOptions {
  /**
   * Trust domain of the mesh.
   *
   * @default cluster.local
   */
  readonly trustDomain?: string;

  /**
   * Namespace of istiod.
   *
   * @default istio-system
   */
  readonly controlPlaneNamespace?: string;

  /**
   * Whether the Istio CNI plug-in is on. Without it a namespace that enforces `restricted` refuses the pod.
   *
   * @default true
   */
  readonly cniPlugin?: boolean;
}

/** Options of a mesh without sidecars. */
export interface AmbientOptions {
  /**
   * Trust domain of the mesh.
   *
   * @default cluster.local
   */
  readonly trustDomain?: string;

  /**
   * Name of the waypoint that sees methods and paths. It exists already; its service account has the same name, as Istio
   * makes it.
   */
  readonly waypoint: string;

  /**
   * Namespace of the waypoint. One of its own, since the pods that Istio makes for it have no seccomp profile unless
   * `gateways.seccompProfile` is set, and a namespace that enforces `restricted` refuses them.
   */
  readonly waypointNamespace: string;
}

/** Why there is no mesh. */
export interface NoMeshOptions {
  /** Why requests may be neither encrypted nor authenticated, at least 20 characters. It shows on the pods. */
  readonly reason: string;
}

interface MeshParts {
  readonly kind: MeshKind;
  readonly trustDomain: string;
  readonly hasCniPlugin: boolean;
  readonly egress: object[];
  readonly problems: Problem[];
  readonly waypoint?: { readonly name: string; readonly namespace: string };
  readonly reason?: string;
}

const TRUST_DOMAIN = 'cluster.local';

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Certificates and configuration of sidecars, https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const CONTROL_PLANE_PORT = 15012;

const SHORTEST_REASON = 20;

const LABELS: Record<MeshKind, { namespace: Record<string, string>; pod: Record<string, string> }> = {
  [MeshKind.SIDECAR]: {
    namespace: { 'istio-injection': 'enabled' },
    pod: { 'sidecar.istio.io/inject': 'true' },
  },
  [MeshKind.AMBIENT]: {
    namespace: { 'istio.io/dataplane-mode': 'ambient' },
    pod: { 'istio.io/dataplane-mode': 'ambient' },
  },
  [MeshKind.NONE]: { namespace: {}, pod: { 'sidecar.istio.io/inject': 'false' } },
};

/** The service mesh that authenticates and encrypts what reaches the engine. */
export class Mesh {
  /**
   * Alibaba Cloud Service Mesh with its CNI plug-in.
   *
   * Source: ASM documentation, "Enable a CNI plug-in to improve security".
   *
   * @param options trust domain and control plane
   */
  public static asm(options: AsmOptions = {}): Mesh {
    const cidrs = options.controlPlaneCidrs ?? PRIVATE_RANGES;
    return new Mesh({
      kind: MeshKind.SIDECAR,
      trustDomain: options.trustDomain ?? TRUST_DOMAIN,
      hasCniPlugin: options.cniPlugin ?? options.edition !== AsmEdition.STANDARD,
      egress: [cidrEgress(cidrs, CONTROL_PLANE_PORT)],
      problems: checkCidrs('range of the mesh control plane', cidrs),
    });
  }

  /**
   * Istio with sidecars, its control plane in the cluster.
   *
   * @param options trust domain and control plane
   */
  public static istio(options: IstioOptions = {}): Mesh {
    const namespace = options.controlPlaneNamespace ?? 'istio-system';
    return new Mesh({
      kind: MeshKind.SIDECAR,
      trustDomain: options.trustDomain ?? TRUST_DOMAIN,
      hasCniPlugin: options.cniPlugin ?? true,
      egress: [podsEgress(namespace, { app: 'istiod' }, CONTROL_PLANE_PORT)],
      problems: checkName('namespace of the mesh control plane', namespace),
    });
  }

  /**
   * Istio or ASM in ambient mode. Identity and encryption come from the node, methods and paths are checked by a waypoint
   * that every request has to pass.
   *
   * @param options trust domain and waypoint
   */
  public static ambient(options: AmbientOptions): Mesh {
    return new Mesh({
      kind: MeshKind.AMBIENT,
      trustDomain: options.trustDomain ?? TRUST_DOMAIN,
      hasCniPlugin: true,
      egress: [],
      waypoint: { name: options.waypoint, namespace: options.waypointNamespace },
      problems: [
        ...checkName('waypoint', options.waypoint),
        ...checkName('namespace of the waypoint', options.waypointNamespace),
      ],
    });
  }

  /**
   * No mesh: requests are in clear text, and only the network decides who calls, for every route alike.
   *
   * @param options why that is acceptable
   */
  public static none(options: NoMeshOptions): Mesh {
    return new Mesh({
      kind: MeshKind.NONE,
      trustDomain: TRUST_DOMAIN,
      hasCniPlugin: false,
      egress: [],
      reason: options.reason,
      problems: checkReason(options.reason),
    });
  }

  private constructor(private readonly parts: MeshParts) {}

  /** How the mesh reaches the traffic of a pod. */
  public get kind(): MeshKind {
    return this.parts.kind;
  }

  /** Trust domain of the mesh. */
  public get trustDomain(): string {
    return this.parts.trustDomain;
  }

  /** Whether traffic is redirected without a privileged init container. */
  public get hasCniPlugin(): boolean {
    return this.parts.hasCniPlugin;
  }

  /** Labels of a namespace whose pods are in the mesh. */
  public get namespaceLabels(): { [key: string]: string } {
    return { ...LABELS[this.kind].namespace };
  }

  /** Labels of a pod in the mesh. */
  public get podLabels(): { [key: string]: string } {
    return { ...LABELS[this.kind].pod };
  }

  /**
   * Annotations of a pod in the mesh. The kubelet has no certificate: its probes go to the sidecar's agent, which asks
   * the engine from inside the pod, so that no port needs an exception from mTLS.
   */
  public get podAnnotations(): { [key: string]: string } {
    switch (this.kind) {
      case MeshKind.SIDECAR:
        return { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' };
      case MeshKind.NONE:
        return { 'secure-inference.ack/no-mesh-reason': this.parts.reason! };
      default:
        return {};
    }
  }

  /** Labels of a Service that is reached through the mesh. */
  public get serviceLabels(): { [key: string]: string } {
    const { waypoint } = this.parts;
    return waypoint
      ? { 'istio.io/use-waypoint': waypoint.name, 'istio.io/use-waypoint-namespace': waypoint.namespace }
      : {};
  }

  /**
   * Identity of a workload in the mesh.
   *
   * @param namespace namespace of the workload
   * @param serviceAccount service account of the workload
   */
  public principal(namespace: string, serviceAccount: string): string {
    return `${this.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
  }

  /** @internal */
  public get _waypoint(): { readonly name: string; readonly namespace: string } | undefined {
    return this.parts.waypoint;
  }

  /** @internal */
  public _egress(): object[] {
    return this.parts.egress;
  }

  /** @internal */
  public _problems(): Problem[] {
    return this.parts.problems;
  }
}

function checkReason(reason: string): Problem[] {
  return reason.trim().length >= SHORTEST_REASON
    ? []
    : [
        {
          what: 'reason for having no mesh is too short to be one',
          got: reason,
          allowed: `at least ${SHORTEST_REASON} characters`,
          fix: 'say why clear text inside the cluster is acceptable, or use Mesh.asm()',
        },
      ];
}
