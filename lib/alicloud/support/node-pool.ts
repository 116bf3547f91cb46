import { Construct } from 'constructs';
import { checkOldest } from './cluster-version';
import { checkKey } from './keys';
import { checkPattern, NameRule } from './known';
import { checkNetwork } from './network';
import { ramRole, RolePolicy } from './ram';
import { nodeSecurityGroup, openToNodes } from './security-group';
import { regionOf } from './stack';
import { nameFromId } from '../../kubernetes/names';
import { IAckCluster } from '../ack-cluster-props';
import { IEncryptionKey } from '../encryption-key';
import { NodeCount } from '../node-count';
import { NodeHardening } from '../node-hardening';
import { NodeRuntime } from '../node-runtime';
import { CsKubernetesNodePool } from '../provider/cs-kubernetes-node-pool';

const POOL_NAME = /^[a-z][a-z0-9-]{0,22}[a-z0-9]$/;

const POOL_NAME_RULE: NameRule = {
  allowed: '2 to 24 lower case letters, digits and dashes, the first a letter',
  fix: 'give a shorter name: it becomes part of the names of role and security group, and a label of nodes',
};

/** A taint of nodes. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** What differs between pools. */
export interface PoolOptions {
  readonly cluster: IAckCluster;
  readonly name: string;
  readonly instanceTypes: string[];
  readonly nodes: NodeCount;
  readonly scalingType: string;
  readonly labels: Record<string, string>;
  readonly taints: Taint[];
  readonly systemDiskGiB: number;
  readonly diskKey?: IEncryptionKey;
  readonly runtime: NodeRuntime;
  readonly hardening?: NodeHardening;
}

/** Problems that pools of all kinds may have. */
export function checkPool(
  name: string,
  cluster: IAckCluster,
  nodes: NodeCount,
  region: string,
  diskKey?: IEncryptionKey,
) {
  return [
    ...checkPattern('name', name, POOL_NAME, POOL_NAME_RULE),
    ...checkNetwork(cluster.network),
    ...checkOldest(cluster.version),
    ...nodes._problems(),
    ...checkKey('key of disks', diskKey, region),
  ];
}

/** The RAM role of a pool: what the image verification of ACK asks of nodes, and nothing else. */
function workerRole(scope: Construct, name: string, region: string) {
  const role = ramRole(scope, 'WorkerRole', {
    name,
    description: 'Nodes of a pool: no rights but to read how images were attested',
    trust: [{ Principal: { Service: ['ecs.aliyuncs.com'] } }],
  });
  new RolePolicy(scope, 'WorkerPolicy', role, name).allow([
    {
      actions: ['cr:ListInstance', 'cr:ListMetadataOccurrences'],
      resources: [`acs:cr:${region}:*:*`],
    },
  ]);
  return role;
}

/** One of the two: ACK takes no node with both. */
function hardeningOf(hardening: NodeHardening = NodeHardening.ALIBABA_CLOUD_LINUX) {
  return hardening === NodeHardening.MLPS ? { socEnabled: true } : { securityHardeningOs: true };
}

/** A pool of hardened nodes with a role and a security group of their own. */
export function hardenedNodePool(scope: Construct, options: PoolOptions): CsKubernetesNodePool {
  const { cluster, name, runtime } = options;
  const { network } = cluster;
  const fullName = `${cluster.name}-${name}`;
  const prefix = cluster.resourcePrefix;
  // After the id, which stays: nodes are replaced with their role.
  const role = workerRole(scope, `${prefix}-${nameFromId(scope.node.id)}-nodes`, regionOf(scope));
  const group = nodeSecurityGroup(scope, 'SecurityGroup', {
    name: fullName,
    vpcId: network.vpcId,
    vpcCidr: network.cidr,
    internetEgress: network.internetEgress,
    clusterGroup: cluster.securityGroupId,
  });
  openToNodes(scope, cluster.securityGroupId, group);
  return new CsKubernetesNodePool(scope, 'Resource', {
    clusterId: cluster.clusterId,
    nodePoolName: name,
    vswitchIds: network.nodeVswitchIds,
    multiAzPolicy: 'BALANCE',
    instanceTypes: options.instanceTypes,
    securityGroupIds: [group.id],
    ramRoleName: role.roleName,
    imageType: 'AliyunLinux3',
    ...hardeningOf(options.hardening),
    loginAsNonRoot: true,
    // No hop limit exists, so that pods reach the metadata address still: network policies close it.
    instanceMetadataOptions: { httpTokens: 'required' },
    systemDiskCategory: 'cloud_essd',
    systemDiskPerformanceLevel: 'PL1',
    systemDiskSize: options.systemDiskGiB,
    systemDiskEncrypted: true,
    systemDiskEncryptAlgorithm: 'aes-256',
    systemDiskKmsKey: options.diskKey?.keyId,
    runtimeName: runtime.sandbox && 'Sandboxed-Container.runv',
    runtimeVersion: runtime.version,
    kubeletConfiguration: { readOnlyPort: '0', podPidsLimit: '16384' },
    // Repairs and fixes that need a restart wait for a person: a restart loses the requests in flight.
    management: {
      enable: true,
      autoRepair: true,
      autoRepairPolicy: { restartNode: false },
      autoVulFix: true,
      autoVulFixPolicy: { restartNode: false, vulLevel: 'asap' },
      autoUpgrade: false,
      maxUnavailable: 1,
    },
    installCloudMonitor: true,
    labels: Object.entries(options.labels).map(([key, value]) => ({ key, value })),
    taints: options.taints,
    ...options.nodes._arguments(options.scalingType),
  });
}
