import { IEncryptionKey } from './encryption-key';
import { IGpuNodePool } from './gpu-host';
import { GpuSetup } from './gpu-node-pool';
import { NodeCount } from './node-count';
import { NodeHardening } from './node-hardening';
import { ObjectLock } from './object-lock';
import { ISigningKey } from './signing-key';

/** Properties of `SecureInferencePlatform`. */
export interface SecureInferencePlatformProps {
  /** Zones of the region, one to five. Those that have the GPUs. */
  readonly zones: string[];

  /** Name of the bucket with the models, which no other bucket of Alibaba Cloud has. */
  readonly modelBucketName: string;

  /** Types of instances without GPUs, for the components of the cluster. */
  readonly systemInstanceTypes: string[];

  /** Namespaces of workloads, in which the policies of the platform hold. */
  readonly namespaces: string[];

  /**
   * Name of the platform, its network, cluster and mesh. It may change: what would be replaced with it is named after
   * `resourcePrefix`.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;

  /**
   * First part of the names of roles, aliases, trail and log projects, of which one per account each: two platforms of
   * an account have two. Another one replaces them, and node pools with their roles.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly resourcePrefix?: string;

  /**
   * Id of the KMS instance that holds the keys: of Secrets, models and signatures. Accounts of today's KMS need one.
   *
   * @default - the default instance, which only accounts of the old shared KMS have
   */
  readonly kmsInstanceId?: string;

  /**
   * Key that encrypts Secrets in etcd.
   *
   * @default - a key of its own
   */
  readonly secretsKey?: IEncryptionKey;

  /**
   * Key that encrypts the models.
   *
   * @default - a key of its own
   */
  readonly modelKey?: IEncryptionKey;

  /**
   * How the evidence is locked.
   *
   * @default ObjectLock.BUCKET_WORM
   */
  readonly evidenceLock?: ObjectLock;

  /**
   * What the operating systems of all nodes are hardened after.
   *
   * @default NodeHardening.ALIBABA_CLOUD_LINUX
   */
  readonly hardening?: NodeHardening;

  /**
   * TCP ports of pods that load balancers and clients in the VPC may call.
   *
   * @default - none
   */
  readonly loadBalancerPorts?: number[];

  /**
   * Range of the VPC, with a mask from 13 to 20.
   *
   * @default 10.0.0.0/16
   */
  readonly cidr?: string;

  /**
   * Version of Kubernetes.
   *
   * @default - the newest of ACK, and patch versions when they come
   */
  readonly kubernetesVersion?: string;
}

/** GPU nodes of a platform. */
export interface PlatformPoolOptions {
  /** Types of instances with NVIDIA GPUs. */
  readonly instanceTypes: string[];

  /** How many nodes the pool has. */
  readonly nodes: NodeCount;

  /**
   * Who alone uses the nodes.
   *
   * @default - every service of the cluster that asks for GPUs
   */
  readonly tenant?: string;

  /**
   * How the GPUs are driven, and handed out.
   *
   * @default - the driver of ACK, and whole GPUs
   */
  readonly gpus?: GpuSetup;
}

/** Images of a platform. */
export interface PlatformRegistryOptions {
  /** Repositories, for example `ai/vllm-openai`. */
  readonly repositories: string[];

  /** Name of the registry, which no other registry of the region has. */
  readonly registryName: string;

  /**
   * Months that are paid when the registry is bought.
   *
   * @default 1
   */
  readonly months?: number;

  /**
   * Key that signs images. A second registry of an account takes that of the first: `first.signingKey`.
   *
   * @default - a key of its own
   */
  readonly signingKey?: ISigningKey;

  /**
   * First parts of the names of other images that pods of the namespaces may have, each with a slash at the end: those of
   * the sidecar, where the mesh takes it from another place than the registry of ACK in the region.
   *
   * @default - none
   */
  readonly otherImagePrefixes?: string[];
}

/** A workload of the platform. */
export interface WorkloadOptions {
  /** Namespace of the workload, one of the platform's. */
  readonly namespace: string;

  /** Nodes of the workload. */
  readonly pool: IGpuNodePool;

  /** Directory of its model in the bucket, for example `qwen3-8b/v1`. */
  readonly modelPrefix: string;

  /**
   * Service account of the driver's FUSE pods that mount the model. It must exist in the namespace `ack-csi-fuse`; one of
   * its own keeps models of different teams apart.
   *
   * @default csi-fuse-ossfs
   */
  readonly fuseServiceAccount?: string;
}
