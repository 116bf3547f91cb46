import { MeshKind } from './mesh-kind';
import { AmbientOptions, AsmEdition, AsmOptions, IstioOptions, NoMeshOptions } from './mesh-options';
import { checkName } from './names';
import { cidrEgress, podsEgress } from './network';
import { checkCidrs } from '../objects/cidr';
import { Problem } from '../private/problems';

interface MeshParts {
  readonly kind: MeshKind;
  readonly trustDomain: string;
  readonly hasCniPlugin: boolean;
  readonly isNativeSidecar?: boolean;
  readonly egress: object[];
  readonly problems: Problem[];
  readonly waypoint?: { readonly name: string; readonly namespace: string };
  readonly reason?: string;
}

/** What the mesh adds to pods. */
interface PodsInMesh {
  readonly labels: { [key: string]: string };
  readonly annotations: { [key: string]: string };
  readonly egress: object[];
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

/** Source: https://istio.io/latest/docs/reference/config/annotations/ */
const NATIVE_SIDECAR = { 'sidecar.istio.io/nativeSidecar': 'true' };

/** Source: https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig and the variables of pilot-agent. */
const SIDECAR_BESIDE = {
  'sidecar.istio.io/nativeSidecar': 'false',
  'proxy.istio.io/config': JSON.stringify({
    holdApplicationUntilProxyStarts: true,
    proxyMetadata: { EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true' },
  }),
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
      isNativeSidecar: options.nativeSidecar,
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
      isNativeSidecar: options.nativeSidecar,
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
   * the engine from inside the pod, so that no port needs an exception from mTLS. A sidecar that does not start first is
   * waited for, and ends with the last connection.
   */
  public get podAnnotations(): { [key: string]: string } {
    switch (this.kind) {
      case MeshKind.SIDECAR:
        return {
          'sidecar.istio.io/rewriteAppHTTPProbers': 'true',
          ...((this.parts.isNativeSidecar ?? true) ? NATIVE_SIDECAR : SIDECAR_BESIDE),
        };
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
  public _contribution(): PodsInMesh {
    return { labels: this.podLabels, annotations: this.podAnnotations, egress: this.parts.egress };
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
          what: 'reason for having no mesh is too short',
          got: reason,
          allowed: `at least ${SHORTEST_REASON} characters`,
          fix: 'say why clear text inside the cluster is acceptable, or use Mesh.asm()',
        },
      ];
}
