import { TerraformStack } from 'cdktf';
import { NodeCount, NodeHardening, ResourceTags, SecureInferencePlatform } from '../../lib/alicloud';

/** What of a platform is changed. */
export interface PlatformChange {
  readonly name: string;
  readonly resourcePrefix: string;
  readonly bucket: string;
  readonly registry: string;
  readonly zones: string[];
  readonly version: string;
  readonly gpuTypes: string[];
  readonly nodes: number;
  readonly systemTypes: string[];
  readonly months: number;
  readonly hardening: NodeHardening;
  readonly kmsInstanceId: string;
  readonly ports: number[];
  readonly privateEndpoint: boolean;
  readonly owner: string;
}

const PLATFORM: PlatformChange = {
  name: 'acme',
  resourcePrefix: 'acme-prod',
  bucket: 'acme-models',
  registry: 'acme',
  zones: ['cn-hangzhou-h', 'cn-hangzhou-i', 'cn-hangzhou-k'],
  version: '1.33.3-aliyun.1',
  gpuTypes: ['ecs.gn8is.4xlarge'],
  nodes: 2,
  systemTypes: ['ecs.g8i.xlarge'],
  months: 1,
  hardening: NodeHardening.ALIBABA_CLOUD_LINUX,
  kmsInstanceId: 'kst-1',
  ports: [],
  privateEndpoint: false,
  owner: 'ml',
};

/** A platform with a registry and GPU nodes. */
export function platformOf(stack: TerraformStack, change: Partial<PlatformChange>): void {
  const made = { ...PLATFORM, ...change };
  ResourceTags.add(stack, { owner: made.owner });
  const platform = new SecureInferencePlatform(stack, 'Inference', {
    ...{ name: made.name, resourcePrefix: made.resourcePrefix, modelBucketName: made.bucket, zones: made.zones },
    ...{ systemInstanceTypes: made.systemTypes, kubernetesVersion: made.version, hardening: made.hardening },
    ...{ kmsInstanceId: made.kmsInstanceId, loadBalancerPorts: made.ports, namespaces: ['chat'] },
  });
  if (made.privateEndpoint) {
    platform.cluster.requestPrivateEndpoint();
  }
  platform.addGpuPool('L20', { instanceTypes: made.gpuTypes, nodes: NodeCount.fixed(made.nodes) });
  platform.addRegistry('Images', {
    ...{ registryName: made.registry, repositories: ['ai/vllm-openai'], months: made.months },
  });
}

/** Changes that somebody makes on an ordinary day. */
export const CHANGES: { property: string; change: Partial<PlatformChange>; keepsNodes?: true }[] = [
  { property: '`name`', change: { name: 'acme2' }, keepsNodes: true },
  { property: 'a tag of `ResourceTags`', change: { owner: 'serving' }, keepsNodes: true },
  { property: '`months` of the registry', change: { months: 12 }, keepsNodes: true },
  { property: '`kubernetesVersion`', change: { version: '1.34.1-aliyun.1' }, keepsNodes: true },
  {
    property: '`instanceTypes`, `nodes`',
    change: { gpuTypes: ['ecs.gn7i-c16g1.4xlarge'], nodes: 4 },
    keepsNodes: true,
  },
  { property: '`systemInstanceTypes`', change: { systemTypes: ['ecs.g7.xlarge'] }, keepsNodes: true },
  { property: '`loadBalancerPorts`', change: { ports: [8000] }, keepsNodes: true },
  {
    property: '`cluster.requestPrivateEndpoint()`, of provider 1.287 or newer',
    change: { privateEndpoint: true },
    keepsNodes: true,
  },
  { property: '`zones`: one more', change: { zones: [...PLATFORM.zones, 'cn-hangzhou-j'] }, keepsNodes: true },
  { property: '`zones`: without the first', change: { zones: PLATFORM.zones.slice(1) }, keepsNodes: true },
  { property: '`zones`: another order', change: { zones: [...PLATFORM.zones].reverse() }, keepsNodes: true },
  { property: '`hardening`', change: { hardening: NodeHardening.MLPS } },
  { property: '`resourcePrefix`', change: { resourcePrefix: 'acme-test' } },
  { property: '`modelBucketName`', change: { bucket: 'other-models' } },
  { property: '`registryName`', change: { registry: 'other' } },
  { property: '`kmsInstanceId`', change: { kmsInstanceId: 'kst-other' } },
];
