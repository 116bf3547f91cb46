import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAckCluster } from './ack-cluster-props';
import { IEncryptionKey } from './encryption-key';
import { GpuHost, GpuNodePoolAttributes, GpuScheduling, IGpuNodePool } from './gpu-host';
import { NodeCount } from './node-count';
import { NodeHardening } from './node-hardening';
import { NodeRuntime } from './node-runtime';
import { minorOf } from './support/cluster-version';
import { checkInstanceTypes } from './support/instance-types';
import { checkKnown, checkPattern } from './support/known';
import { checkPool, hardenedNodePool, Taint } from './support/node-pool';
import { hostOf, isShared } from './support/shared-gpus';
import { regionOf } from './support/stack';
import { LABEL_PREFIX } from '../kubernetes/labels';
import { nameFromId } from '../kubernetes/names';
import { NetworkMode } from '../kubernetes/network-mode';
import { LABEL_VALUE_ONLY } from '../private/label-value';
import { Problem, Problems } from '../private/problems';

/** How the GPUs of a pool are driven, and handed out to pods. */
export interface GpuSetup {
  /**
   * Version of the NVIDIA driver. ACK takes its own version, without a word, where it does not know the one that is asked
   * for.
   *
   * @default - the version of ACK
   */
  readonly driverVersion?: string;

  /**
   * How the nodes hand out their GPUs.
   *
   * @default GpuScheduling.EXCLUSIVE
   */
  readonly scheduling?: GpuScheduling;
}

/** Properties of `GpuNodePool`. */
export interface GpuNodePoolProps {
  /** Cluster that the nodes belong to. */
  readonly cluster: IAckCluster;

  /** Types of instances with NVIDIA GPUs, for example `ecs.gn8is.4xlarge`. */
  readonly instanceTypes: string[];

  /** How many nodes the pool has. */
  readonly nodes: NodeCount;

  /**
   * How the GPUs are driven, and handed out.
   *
   * @default - the driver of ACK, and whole GPUs
   */
  readonly gpus?: GpuSetup;

  /**
   * What runs the containers.
   *
   * @default NodeRuntime.CONTAINERD
   */
  readonly runtime?: NodeRuntime;

  /**
   * Who alone uses the nodes. They take no pods but those that tolerate the name.
   *
   * @default - every service of the cluster that asks for GPUs
   */
  readonly tenant?: string;

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

/** Driver versions that ACK documents. Source: ACK documentation, "Customize the GPU driver version". */
const DRIVERS = ['570.169', '570.133.20', '550.163.01', '550.144.03', '550.90.07', '535.230.02', '535.161.07'];

/**
 * GPU nodes that only take pods which ask for GPUs: hardened system, encrypted disks, metadata by token only, a role
 * without rights and a security group of their own.
 *
 * Metadata by token (`http_tokens`) may have to be opened for the account by a ticket.
 */
export class GpuNodePool extends Construct implements IGpuNodePool {
  /**
   * GPU nodes that are there already.
   *
   * @param attributes labels and taint that keep other pods away
   * @returns the pool
   */
  public static fromGpuNodePoolAttributes(attributes: GpuNodePoolAttributes): IGpuNodePool {
    return { host: () => hostOf(attributes) };
  }

  /** Name of the pool: the construct id in lower case, words separated by dashes. */
  public readonly name: string;

  /** The pool itself. */
  public readonly resource: TerraformResource;

  private readonly labels: Record<string, string>;
  private readonly taint: Taint;
  private readonly scheduling: GpuScheduling;
  private readonly runtime: NodeRuntime;

  /**
   * Defines the pool.
   *
   * @param scope stack, or a construct in it
   * @param id construct id, from which the name is made
   * @param props cluster, instances and their number
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: GpuNodePoolProps) {
    super(scope, id);
    const { cluster, instanceTypes, nodes, tenant, gpus: { driverVersion, scheduling } = {} } = props;
    this.name = nameFromId(id);
    this.scheduling = scheduling ?? GpuScheduling.EXCLUSIVE;
    this.runtime = props.runtime ?? NodeRuntime.CONTAINERD;
    this.check(props);
    this.warn(driverVersion);

    const gpuTaint = { key: 'nvidia.com/gpu', value: 'true', effect: 'NoSchedule' };
    const tenantLabel = `${LABEL_PREFIX}tenant`;
    this.labels = { [`${LABEL_PREFIX}pool`]: this.name, ...(tenant && { [tenantLabel]: tenant }) };
    this.taint = tenant ? { key: tenantLabel, value: tenant, effect: 'NoSchedule' } : gpuTaint;
    this.resource = hardenedNodePool(this, {
      cluster,
      name: this.name,
      instanceTypes,
      nodes,
      scalingType: isShared(this.scheduling) ? 'gpushare' : 'gpu',
      labels: {
        ...this.labels,
        'ack.node.gpu.schedule': this.scheduling,
        ...(driverVersion && { 'ack.aliyun.com/nvidia-driver-version': driverVersion }),
      },
      // ACK does not taint GPU nodes itself.
      taints: tenant ? [gpuTaint, this.taint] : [gpuTaint],
      systemDiskGiB: 200,
      diskKey: props.diskKey,
      hardening: props.hardening,
      runtime: this.runtime,
    });
  }

  /**
   * What the Kubernetes half must know, so that pods land on these nodes and on no others:
   * `Isolation.dedicatedNodes(pool.host())`.
   *
   * @returns labels, taint and resource as plain data
   */
  public host(): GpuHost {
    return hostOf({
      nodeLabels: { ...this.labels },
      taintKey: this.taint.key,
      taintValue: this.taint.value,
      scheduling: this.scheduling,
      runtimeClassName: this.runtime.sandbox?.runtimeClassName,
    });
  }

  private check({ cluster, instanceTypes, nodes, tenant, gpus, diskKey }: GpuNodePoolProps): void {
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPool(this.name, cluster, nodes, regionOf(this), diskKey),
      ...checkInstanceTypes(instanceTypes, { gpu: true }),
      ...checkPattern('driver version', gpus?.driverVersion, /^\d{3}\.\d{1,3}(\.\d{1,3})?$/, {
        allowed: `a version of the NVIDIA driver, for example ${DRIVERS[0]}`,
        fix: 'leave it out for the version of ACK',
      }),
      ...checkPattern('tenant', tenant, LABEL_VALUE_ONLY, {
        allowed: 'a label value: up to 63 letters, digits, dots, dashes and underscores',
        fix: 'give the name of the team or customer in a short form',
      }),
      ...(this.runtime.sandbox ? checkSandbox(cluster, instanceTypes, this.runtime.version) : []),
    );
    problems.throwIfAny();
  }

  private warn(driverVersion: string | undefined): void {
    if (driverVersion && !DRIVERS.includes(driverVersion)) {
      Annotations.of(this).addWarning(
        `ACK may not know the driver ${driverVersion}, and then installs its own; documented are ${DRIVERS.join(', ')}`,
      );
    }
    if (this.runtime.sandbox) {
      Annotations.of(this).addWarning(
        'ACK documents no way to give a GPU to a sandboxed pod: only other pods can use runv here',
      );
    }
  }
}

/** Source: ACK documentation, "Node pool management in sandboxed containers". */
function checkSandbox(cluster: IAckCluster, instanceTypes: string[], version: string | undefined): Problem[] {
  const virtual = instanceTypes.filter((type) => !type.startsWith('ecs.ebm'));
  return [
    ...virtual.map((got) => ({
      what: 'sandboxed nodes are bare metal',
      got,
      allowed: 'types of the families ecs.ebm…',
      fix: 'name a bare-metal type such as ecs.ebmgn7e.32xlarge, or leave the runtime out',
    })),
    ...checkPattern('version of the sandbox', version, /^\d+\.\d+\.\d+$/, {
      allowed: 'three numbers such as 2.2.0',
      fix: 'copy one from the list of sandbox versions of ACK',
    }),
    ...checkKnown(cluster.version, (got) =>
      minorOf(got) <= 34
        ? []
        : [
            {
              what: 'version of Kubernetes is newer than what sandboxed nodes are documented for',
              got,
              allowed: '1.34 and older',
              fix: 'make the cluster with an older version, or leave the runtime out',
            },
          ],
    ),
    ...(cluster.networkMode === NetworkMode.TERWAY_SHARED_ENI
      ? []
      : [
          {
            what: 'sandboxed pods cannot use the data path of the cluster',
            got: cluster.networkMode,
            allowed: NetworkMode.TERWAY_SHARED_ENI,
            fix: 'make the cluster with networkMode: NetworkMode.TERWAY_SHARED_ENI',
          },
        ]),
  ];
}
