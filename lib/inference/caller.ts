import type * as kplus from 'cdk8s-plus-28';
import { namespaceNamed } from '../kubernetes/namespace-selector';
import { Problem } from '../private/problems';

/** A workload that may reach the service. */
export interface WorkloadCallerOptions {
  /** Namespace of the workload. */
  readonly namespace: string;

  /** Service account of the workload: its identity in the mesh. */
  readonly serviceAccount: string;

  /**
   * Labels of its pods.
   *
   * @default - every pod of the namespace may connect; the identity still decides
   */
  readonly podLabels?: { [key: string]: string };
}

/** Who may reach the service: pods for the network, an identity for the mesh. */
export class Caller {
  /**
   * Pods that run under a service account.
   *
   * @param options namespace, service account and labels
   */
  public static workload(options: WorkloadCallerOptions): Caller {
    return new Caller(
      options.namespace,
      options.serviceAccount,
      options.podLabels && { matchLabels: options.podLabels },
    );
  }

  /**
   * Pods of a cdk8s-plus workload or selector.
   *
   * @param peer a cdk8s-plus Deployment, Pod or `Pods.select(...)`
   * @param serviceAccount the service account that the pods run under; its namespace must be known
   */
  public static fromPeer(peer: kplus.INetworkPolicyPeer, serviceAccount: kplus.IServiceAccount): Caller {
    const subject = serviceAccount.toSubjectConfiguration();
    // cdk8s-plus has no public way to read a selector's labels
    const podSelector = peer.toPodSelector()?.toPodSelectorConfig().labelSelector._toKube();
    return new Caller(subject.namespace ?? '', subject.name, podSelector);
  }

  private constructor(
    /** Namespace of the caller. */
    public readonly namespace: string,
    /** Service account of the caller. */
    public readonly serviceAccount: string,
    private readonly podSelector?: object,
  ) {}

  /** @internal */
  public _namesPods(): boolean {
    return this.podSelector !== undefined;
  }

  /** @internal */
  public _podSelector(): object {
    return this.podSelector ?? {};
  }

  /** @internal */
  public _is(other: Caller): boolean {
    return this.namespace === other.namespace && this.serviceAccount === other.serviceAccount;
  }

  /** @internal */
  public _networkPeer(): object {
    return {
      namespaceSelector: namespaceNamed(this.namespace),
      podSelector: this.podSelector,
    };
  }

  /** @internal */
  public _problems(): Problem[] {
    const parts = { namespace: this.namespace, 'service account': this.serviceAccount };
    return Object.entries(parts).flatMap(([part, name]) =>
      /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(name)
        ? []
        : [
            {
              what: `${part} of a caller is not a single name`,
              got: name,
              allowed: 'an existing name; a wildcard would let every identity in',
              fix: `name the ${part} that the calling pods run in`,
            },
          ],
    );
  }
}
