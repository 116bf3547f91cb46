import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AckCluster } from './ack-cluster';
import { IAckCluster } from './ack-cluster-props';
import { IEncryptionKey } from './encryption-key';
import { NodeCount } from './node-count';
import { NodeHardening } from './node-hardening';
import { NodeRuntime } from './node-runtime';
import { checkInstanceTypes } from './support/instance-types';
import { checkPool, hardenedNodePool } from './support/node-pool';
import { regionOf } from './support/stack';
import { nameFromId } from '../kubernetes/names';
import { Problems } from '../private/problems';

/** Properties of `SystemNodePool`. */
export interface SystemNodePoolProps {
  /** Cluster that the nodes belong to. */
  readonly cluster: IAckCluster;

  /** Types of instances without GPUs, for example `ecs.g8i.xlarge`. */
  readonly instanceTypes: string[];

  /**
   * How many nodes the pool has.
   *
   * @default NodeCount.fixed(3)
   */
  readonly nodes?: NodeCount;

  /**
   * Name of the pool.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;

  /**
   * Key that encrypts the disks.
   *
   * @default - the service key of ECS
   */
  readonly diskKey?: IEncryptionKey;

  /**
   * What the operating system is hardened after. Another one replaces the pool.
   *
   * @default NodeHardening.ALIBABA_CLOUD_LINUX
   */
  readonly hardening?: NodeHardening;
}

/**
 * Nodes for the cluster's own components: DNS, admission, gateways. GPU nodes do not take them, so that a cluster needs
 * one such pool. Policies of the cluster wait for it.
 */
export class SystemNodePool extends Construct {
  /** Name of the pool. */
  public readonly name: string;

  /** The pool itself. */
  public readonly resource: TerraformResource;

  /**
   * Defines the pool.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props cluster and instances
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: SystemNodePoolProps) {
    super(scope, id);
    const { cluster, instanceTypes, nodes = NodeCount.fixed(3) } = props;
    this.name = props.name ?? nameFromId(id);
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPool(this.name, cluster, nodes, regionOf(this), props.diskKey),
      ...checkInstanceTypes(instanceTypes, { gpu: false }),
    );
    problems.throwIfAny();
    this.resource = hardenedNodePool(this, {
      cluster,
      name: this.name,
      instanceTypes,
      nodes,
      scalingType: 'cpu',
      labels: {},
      taints: [],
      systemDiskGiB: 120,
      diskKey: props.diskKey,
      hardening: props.hardening,
      runtime: NodeRuntime.CONTAINERD,
    });
    if (cluster instanceof AckCluster) {
      cluster._runsOn(this.resource);
    }
  }
}
