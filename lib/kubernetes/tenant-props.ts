import { KubernetesVersion } from './kubernetes-version';
import { Mesh } from './mesh';
import { NamespaceQuota } from './namespace-quota';

/** A namespace of a tenant, with what all of its pods may ask for together. */
export interface TenantNamespace {
  /** Name of the namespace. */
  readonly name: string;

  /** Whole GPUs, as `nvidia.com/gpu`. */
  readonly gpus: number;

  /** CPU, memory, local disk, storage and pods, each of which has to be named, and partitions or shares of GPUs. */
  readonly quota: NamespaceQuota;
}

/** A queue of Kueue that the platform made. */
export interface TenantQueue {
  /** ClusterQueue that gives the quota, with its ResourceFlavors. It exists already. */
  readonly clusterQueue: string;

  /**
   * Name of the LocalQueue in each namespace of the tenant.
   *
   * @default - the name of the ClusterQueue
   */
  readonly name?: string;
}

/** Properties of `Tenant`. */
export interface TenantProps {
  /** Namespaces of the tenant. Each belongs to one tenant. */
  readonly namespaces: TenantNamespace[];

  /**
   * Groups of people, as the API server authenticates them, who may look at the tenant's objects. They read no Secret, no
   * ConfigMap and no log, run nothing and change nothing.
   *
   * @default - nobody
   */
  readonly readerGroups?: string[];

  /**
   * Users who may look at the tenant's objects. ACK names a RAM user by its numeric id.
   *
   * @default - nobody
   */
  readonly readerUsers?: string[];

  /**
   * Namespaces of others that may call services of the tenant, for example that of the gateway and that of Prometheus.
   *
   * @default - none: only pods of the tenant
   */
  readonly callerNamespaces?: string[];

  /**
   * Queue that every pod and Job with an accelerator must wait in.
   *
   * @default - no queue; the quota of the namespace is all that is asked
   */
  readonly queue?: TenantQueue;

  /**
   * Percent of a quota above which an alert of Prometheus fires after 10 minutes, 1 to 99. It needs kube-state-metrics.
   *
   * @default - no alert
   */
  readonly quotaAlertPercent?: number;

  /**
   * Mesh of the tenant's namespaces.
   *
   * @default Mesh.asm()
   */
  readonly mesh?: Mesh;

  /**
   * Whether pods get cloud credentials of their service account's RAM role (RRSA).
   *
   * @default false
   */
  readonly cloudIdentity?: boolean;

  /**
   * Whether sigstore's policy-controller demands signed images.
   *
   * @default false
   */
  readonly signedImages?: boolean;

  /**
   * Version of the cluster.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;

  /**
   * Name of the tenant: a label of its namespaces, and the name of its Role.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;
}
