import { IEncryptionKey } from './encryption-key';
import { MaintenanceWindow } from './maintenance-window';
import { INetworkPerimeter } from './network-perimeter';
import { NetworkMode } from '../kubernetes/network-mode';

/** A cluster of ACK. */
export interface IAckCluster {
  /** Name of the cluster. */
  readonly name: string;

  /** Id of the cluster. */
  readonly clusterId: string;

  /** First part of the names of roles, trail and groups of the cluster. */
  readonly resourcePrefix: string;

  /** Network that the cluster is in. */
  readonly network: INetworkPerimeter;

  /** Id of the security group of the control plane and of pods. */
  readonly securityGroupId: string;

  /** ARN of the OIDC provider that ACK made for RRSA. */
  readonly oidcProviderArn: string;

  /** Issuer of the tokens of service accounts. */
  readonly oidcIssuer: string;

  /** How the network plug-in connects pods. */
  readonly networkMode: NetworkMode;

  /** Project of Simple Log Service that has the logs of control plane and audit. */
  readonly logProjectName: string;

  /** Store in that project that has the audit log. ACK makes it. */
  readonly auditLogStoreName: string;

  /** Version of Kubernetes, where it is pinned, for example `1.34.1-aliyun.1`. */
  readonly version?: string;
}

/** A cluster that exists already. */
export interface AckClusterAttributes {
  /** Name of the cluster. */
  readonly name: string;

  /** Id of the cluster. */
  readonly clusterId: string;

  /** Network that the cluster is in. */
  readonly network: INetworkPerimeter;

  /** Id of the security group of the control plane and of pods. */
  readonly securityGroupId: string;

  /**
   * First part of the names of roles and trail that are made for the cluster.
   *
   * @default - the name of the cluster
   */
  readonly resourcePrefix?: string;

  /** ARN of the OIDC provider of RRSA: `rrsa_metadata[0].ram_oidc_provider_arn` of the cluster. */
  readonly oidcProviderArn: string;

  /** Issuer of the tokens of service accounts: `rrsa_metadata[0].rrsa_oidc_issuer_url` of the cluster. */
  readonly oidcIssuer: string;

  /**
   * How the network plug-in connects pods.
   *
   * @default NetworkMode.TERWAY_SHARED_ENI
   */
  readonly networkMode?: NetworkMode;

  /**
   * Project of Simple Log Service that has the logs of control plane and audit.
   *
   * @default - `k8s-log-` and the id of the cluster, as ACK names it
   */
  readonly logProjectName?: string;

  /**
   * Version of Kubernetes.
   *
   * @default - not known
   */
  readonly version?: string;
}

/** Properties of `AckCluster`. */
export interface AckClusterProps {
  /** Network that the cluster is in. */
  readonly network: INetworkPerimeter;

  /**
   * Name of the cluster, which may change: what would be replaced with it is named after `resourcePrefix`.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;

  /**
   * First part of the names of roles, aliases, trail and log project, which an account has once. Another one replaces
   * them, and node pools with their roles.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly resourcePrefix?: string;

  /**
   * Name of the project of Simple Log Service with the audit log. No other project of the region has it, whoever owns it.
   *
   * @default - the resource prefix, `-cluster-logs-` and eight digits that belong to the VPC
   */
  readonly logProjectName?: string;

  /**
   * TCP ports of pods that load balancers and clients in the VPC may call. Pods of the cluster and nodes need none.
   *
   * @default - none
   */
  readonly loadBalancerPorts?: number[];

  /**
   * Version of Kubernetes, for example `1.34.1-aliyun.1`. A version that is given is kept until you change it.
   *
   * @default - the newest of ACK, and patch versions when they come, within the maintenance window
   */
  readonly version?: string;

  /**
   * Range of Services. It must not be part of the VPC.
   *
   * @default 172.21.0.0/20
   */
  readonly serviceCidr?: string;

  /**
   * How the network plug-in connects pods. Those that do not enforce a NetworkPolicy are refused; sandboxed pods need
   * shared ENIs without DataPath V2.
   *
   * @default NetworkMode.TERWAY_SHARED_ENI
   */
  readonly networkMode?: NetworkMode;

  /**
   * When ACK may upgrade the control plane.
   *
   * @default - Tuesday and Wednesday, 18:00 to 21:00 UTC
   */
  readonly maintenance?: MaintenanceWindow;

  /**
   * Key that encrypts Secrets in etcd.
   *
   * @default - a key of its own
   */
  readonly secretsKey?: IEncryptionKey;

  /**
   * Id of the KMS instance that holds the key that is made, for example `kst-hzz65f176a0ogplgq****`. An account of today's KMS makes no
   * symmetric key without one, and no asymmetric key at all. Keys are never moved: another instance is another key.
   *
   * @default - the default instance, which only accounts of the old shared KMS have
   */
  readonly kmsInstanceId?: string;
}
