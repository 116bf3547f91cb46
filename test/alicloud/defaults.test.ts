/** What the documentation says is the default is what happens when a property is left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { CLUSTER, NETWORK, newStack, rendered } from './support';
import {
  AckCluster,
  AckPolicy,
  AuditCollector,
  AuditTrail,
  EncryptionKey,
  GpuNodePool,
  GpuScheduling,
  ImageScanner,
  ImageSeverity,
  KmsInstance,
  MaintenanceWindow,
  MeshEdition,
  ModelStore,
  NetworkPerimeter,
  NodeCount,
  NodeHardening,
  NodeRuntime,
  ObjectLock,
  PolicyAction,
  PolicyGovernance,
  RrsaRole,
  RuntimeDetection,
  SecureInferencePlatform,
  SecureRegistry,
  SecurityEdition,
  ServiceMesh,
  SigningKey,
  StsPrincipal,
  StsRole,
  SystemNodePool,
  Weekday,
} from '../../lib/alicloud';
import { NetworkMode } from '../../lib/kubernetes';

type Props = Record<string, any>;
type Build = (stack: TerraformStack, props: Props) => void;

const ZONES = { zones: ['cn-hangzhou-h'] };
const PLATFORM = {
  ...{ ...ZONES, modelBucketName: 'acme-models', systemInstanceTypes: ['ecs.g8i.xlarge'], namespaces: ['chat'] },
};
const GPUS = { instanceTypes: ['ecs.gn8is.4xlarge'], nodes: NodeCount.fixed(1) };

const network: Build = (stack, props) => new NetworkPerimeter(stack, 'Network', { ...ZONES, ...props });
const cluster: Build = (stack, props) => new AckCluster(stack, 'Cluster', { network: NETWORK, ...props });
const gpus: Build = (stack, props) => new GpuNodePool(stack, 'Gpus', { cluster: CLUSTER, ...GPUS, ...props });
const mesh: Build = (stack, props) => new ServiceMesh(stack, 'Mesh', { cluster: CLUSTER, ...props });
const detection: Build = (stack, props) => new RuntimeDetection(stack, 'Detection', props);
const prepaid: Build = (stack, props) =>
  detection(stack, { edition: SecurityEdition.prepaid({ servers: 1, cores: 8, ...props }) });
const models: Build = (stack, props) =>
  new ModelStore(stack, 'Models', { bucketName: 'acme-models', network: NETWORK, ...props });
const registry: Build = (stack, props) =>
  new SecureRegistry(stack, 'Images', { network: NETWORK, repositories: ['ai/vllm'], ...props });
const kms: Build = (stack, props) =>
  new KmsInstance(stack, 'Kms', { network: NETWORK, zones: ['cn-hangzhou-h', 'cn-hangzhou-k'], ...props });
const audit: Build = (stack, props) =>
  new AuditTrail(stack, 'Audit', { cluster: CLUSTER, evidenceBucketName: 'acme-evidence', ...props });

const platform: Build = (stack, props) => new SecureInferencePlatform(stack, 'Platform', { ...PLATFORM, ...props });
const system: Build = (stack, props) =>
  new SystemNodePool(stack, 'System', { cluster: CLUSTER, instanceTypes: ['ecs.g8i.xlarge'], ...props });

/** By interface and property: the default, and what is made with it. */
const DEFAULTS: Record<string, [value: unknown, build: Build]> = {
  'AckClusterAttributes.networkMode': [
    NetworkMode.TERWAY_SHARED_ENI,
    (stack, props) =>
      gpus(stack, {
        cluster: AckCluster.fromAckClusterAttributes({ ...CLUSTER, networkMode: undefined, ...props }),
        ...{ instanceTypes: ['ecs.ebmgn7e.32xlarge'], runtime: NodeRuntime.sandboxed('2.2.0') },
      }),
  ],
  'AckClusterProps.networkMode': [NetworkMode.TERWAY_SHARED_ENI, cluster],
  'AckClusterProps.serviceCidr': ['172.21.0.0/20', cluster],
  'AuditCollectorProps.retentionDays': [
    365,
    (stack, props) => new AuditCollector(stack, 'Central', { accountId: '1234567890123456', ...props }),
  ],
  'AuditTrailProps.accountTrail': [true, audit],
  'AuditTrailProps.lock': [ObjectLock.BUCKET_WORM, audit],
  'AuditTrailProps.lockDays': [180, audit],
  'EncryptionKeyProps.rotationDays': [
    365,
    (stack, props) => new EncryptionKey(stack, 'Key', { description: 'Disks', ...props }),
  ],
  'GpuNodePoolProps.hardening': [NodeHardening.ALIBABA_CLOUD_LINUX, gpus],
  'GpuNodePoolProps.runtime': [NodeRuntime.CONTAINERD, gpus],
  'GpuSetup.scheduling': [GpuScheduling.EXCLUSIVE, (stack, props) => gpus(stack, { gpus: props })],
  'KmsInstanceProps.keys': [1000, kms],
  'KmsInstanceProps.months': [1, kms],
  'MaintenanceWindowOptions.hours': [
    3,
    (stack, props) =>
      cluster(stack, { maintenance: MaintenanceWindow.weekly({ days: [Weekday.MONDAY], hour: 1, ...props }) }),
  ],
  'ModelMountRoleProps.fuseServiceAccount': [
    'csi-fuse-ossfs',
    (stack, props) => RrsaRole.forModelMount(stack, 'Mount', { cluster: CLUSTER, ...props }),
  ],
  'ModelStoreProps.accessLogDays': [180, models],
  'ModelStoreProps.lock': [ObjectLock.BUCKET_WORM, (stack, props) => models(stack, { lockDays: 30, ...props })],
  'ModelStoreProps.networkOnly': [false, models],
  'NetworkPerimeterAttributes.internetEgress': [
    false,
    (stack, props) =>
      cluster(stack, {
        network: NetworkPerimeter.fromNetworkPerimeterAttributes({ ...NETWORK, internetEgress: undefined, ...props }),
      }),
  ],
  'NetworkPerimeterProps.cidr': ['10.0.0.0/16', network],
  'NetworkPerimeterProps.flowLogDays': [180, network],
  'NetworkPerimeterProps.internetEgress': [false, network],
  'PlatformRegistryOptions.months': [
    1,
    (stack, props) =>
      new SecureInferencePlatform(stack, 'Platform', PLATFORM).addRegistry('Images', {
        ...{ registryName: 'acme', repositories: ['ai/vllm'], ...props },
      }),
  ],
  'PolicyGovernanceProps.installed': [
    false,
    (stack, props) => new PolicyGovernance(stack, 'Policies', { cluster: CLUSTER, ...props }),
  ],
  'PolicyOptions.action': [
    PolicyAction.DENY,
    (stack, props) =>
      new PolicyGovernance(stack, 'Policies', { cluster: CLUSTER }).enforce(AckPolicy.NO_NODE_PORT, props),
  ],
  'PrepaidSecurityOptions.fileScans': [10, prepaid],
  'PrepaidSecurityOptions.imageScans': [200, prepaid],
  'PrepaidSecurityOptions.logStorageGb': [1000, prepaid],
  'PrepaidSecurityOptions.months': [1, prepaid],
  'RrsaRoleProps.maxSessionSeconds': [
    3600,
    (stack, props) =>
      new RrsaRole(stack, 'Role', { cluster: CLUSTER, namespace: 'chat', serviceAccount: 'qwen', ...props }),
  ],
  'RuntimeDetectionProps.edition': [SecurityEdition.payAsYouGo(), detection],
  'RuntimeDetectionProps.scanHour': [0, detection],
  'SecureInferencePlatformProps.cidr': ['10.0.0.0/16', platform],
  'SecureInferencePlatformProps.evidenceLock': [ObjectLock.BUCKET_WORM, platform],
  'SecureInferencePlatformProps.hardening': [NodeHardening.ALIBABA_CLOUD_LINUX, platform],
  'SecureRegistryProps.blockFrom': [ImageSeverity.HIGH, registry],
  'SecureRegistryProps.months': [1, registry],
  'SecureRegistryProps.scanner': [ImageScanner.SECURITY_CENTER, registry],
  'ServiceMeshProps.edition': [MeshEdition.ENTERPRISE, mesh],
  'ServiceMeshProps.logDays': [180, mesh],
  'SigningKeyProps.registryRole': [true, (stack, props) => new SigningKey(stack, 'Key', props)],
  'StsRoleProps.maxSessionSeconds': [
    3600,
    (stack, props) =>
      new StsRole(stack, 'Role', {
        ...{ description: 'Reads', trusted: [StsPrincipal.user('acs:ram::1:user/alice')], ...props },
      }),
  ],
  'SystemNodePoolProps.hardening': [NodeHardening.ALIBABA_CLOUD_LINUX, system],
  'SystemNodePoolProps.nodes': [NodeCount.fixed(3), system],
  'WorkloadOptions.fuseServiceAccount': [
    'csi-fuse-ossfs',
    (stack, props) => {
      const whole = new SecureInferencePlatform(stack, 'Platform', PLATFORM);
      const pool = whole.addGpuPool('Gpus', GPUS);
      whole.workloadContext('qwen', { namespace: 'chat', pool, modelPrefix: 'qwen', ...props });
    },
  ],
};

function made(build: Build, props: Props): unknown {
  const stack = newStack();
  build(stack, props);
  return rendered(stack);
}

test.each(Object.entries(DEFAULTS))('%s', (name, [value, build]) => {
  const [, property] = name.split('.');
  expect(made(build, {})).toEqual(made(build, { [property]: value }));
});

/** Sources of the public interfaces, by name. */
function interfaces(): [owner: string, text: string][] {
  const folder = join(__dirname, '../../lib/alicloud');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split(/^export (?=interface)/m)
      .flatMap((text): [string, string][] => {
        const [, owner] = /^interface (\w+)/.exec(text) ?? [];
        return owner ? [[owner, text.slice(0, text.indexOf('\n}'))]] : [];
      }),
  );
}

/** Literal defaults of the documentation, by interface and property, as they are written there. */
function documented(): [name: string, value: string][] {
  return interfaces().flatMap(([owner, text]) => {
    const found = text.matchAll(/@default (?!- )(.+)\n\s*\*\/\n\s*readonly (\w+)\?/g);
    return [...found].map(([, value, property]): [string, string] => [`${owner}.${property}`, value]);
  });
}

/** What an account, a region or an auditor asks for has to be said somewhere; the rest has a default. */
const MOST_CHOICES = 14;

test('no construct shows more choices than a page', () => {
  const choices = interfaces()
    .filter(([owner]) => owner.endsWith('Props'))
    .map(([owner, text]): [string, number] => [owner, text.match(/^ {2}readonly /gm)?.length ?? 0]);
  expect(choices.length).toBeGreaterThan(15);
  expect(choices.filter(([, number]) => number > MOST_CHOICES)).toEqual([]);
});

test('every literal default of the documentation is tried, with its value', () => {
  const found = documented();
  expect(found.map(([name]) => name).sort()).toEqual(Object.keys(DEFAULTS).sort());
  const literals = found.filter(([, value]) => /^(\d+|true|false|[\d./]+|[a-z-]+)$/.test(value));
  expect(literals.map(([name, value]) => [name, value])).toEqual(
    literals.map(([name]) => [name, String(DEFAULTS[name][0])]),
  );
});
