import { checkCidrs } from './cidr';
import { cidrEgress } from './network';
import { Problem } from '../private/problems';

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
}

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Certificates and configuration of sidecars, https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const CONTROL_PLANE_PORT = 15012;

/** The service mesh that authenticates and encrypts what reaches the engine. */
export class Mesh {
  /**
   * Alibaba Cloud Service Mesh with its CNI plug-in. Without the plug-in its init container needs NET_ADMIN, and a
   * namespace that enforces `restricted` refuses the pod.
   *
   * Source: ASM documentation, "Enable a CNI plug-in to improve security".
   *
   * @param options trust domain and control plane
   */
  public static asm(options: AsmOptions = {}): Mesh {
    return new Mesh(options.trustDomain ?? 'cluster.local', options.controlPlaneCidrs ?? PRIVATE_RANGES);
  }

  private constructor(
    /** Trust domain of the mesh. */
    public readonly trustDomain: string,
    private readonly controlPlaneCidrs: string[],
  ) {}

  /** Labels of a namespace whose pods get a sidecar. */
  public get namespaceLabels(): { [key: string]: string } {
    return { 'istio-injection': 'enabled' };
  }

  /** Labels of a pod that gets a sidecar. */
  public get podLabels(): { [key: string]: string } {
    return { 'sidecar.istio.io/inject': 'true' };
  }

  /**
   * Annotations of a pod that gets a sidecar. The kubelet has no certificate: its probes go to the sidecar's agent, which
   * asks the engine from inside the pod, so that no port needs an exception from mTLS.
   */
  public get podAnnotations(): { [key: string]: string } {
    return { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' };
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
  public _egress(): object {
    return cidrEgress(this.controlPlaneCidrs, CONTROL_PLANE_PORT);
  }

  /** @internal */
  public _problems(): Problem[] {
    return checkCidrs('range of the mesh control plane', this.controlPlaneCidrs);
  }
}
