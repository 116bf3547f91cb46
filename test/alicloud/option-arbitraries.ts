/** Options of constructs, each within what its documentation says: bounds, both ends of them, and everything between. */
import fc, { Arbitrary } from 'fast-check';
import {
  EncryptionKey,
  GpuScheduling,
  ImageScanner,
  ImageSeverity,
  MaintenanceWindow,
  MeshEdition,
  NodeCount,
  NodeHardening,
  ObjectLock,
  SecurityEdition,
  Weekday,
} from '../../lib/alicloud';
import { NetworkMode } from '../../lib/kubernetes/network-mode';

const REGION = 'cn-hangzhou';

/** Numbers from one bound to the other; the bounds more often than others. */
export const within = (least: number, most: number) =>
  fc.oneof(fc.constantFrom(least, most), fc.integer({ min: least, max: most }));
export const some = <T>(value: Arbitrary<T>) => fc.option(value, { nil: undefined });
export const oneOf = <T>(values: Record<string, T>) => fc.constantFrom(...Object.values(values));
const types = (...all: string[]) => fc.subarray(all, { minLength: 1 });
const letters = 'abcdefghijklmnopqrstuvwxyz';
const text = (characters: string, least: number, most: number) =>
  fc.array(fc.constantFrom(...characters), { minLength: least, maxLength: most }).map((parts) => parts.join(''));

/** Words first, which keeps names apart that an account has once; then dashes and a letter or digit at the end. */
export const name = (first: string, most: number) =>
  fc
    .tuple(text(`${letters}0123456789-`, 0, most - first.length - 1), text(`${letters}0123456789`, 1, 1))
    .map(([middle, last]) => `${first}${middle}${last}`);
export const days = within(180, 3650);
const months = fc.oneof(within(1, 11), fc.constantFrom(12, 24, 36, 48, 60));
export const kmsInstanceId = some(fc.constant('kst-hzz65f176a0ogplgqfk'));
const key = some(
  fc.constant(
    EncryptionKey.fromEncryptionKeyAttributes({
      keyId: 'key-1',
      keyArn: `acs:kms:${REGION}:1234567890123456:key/key-1`,
    }),
  ),
);
const lock = some(oneOf(ObjectLock));
const hardening = some(oneOf(NodeHardening));
const nodes = fc.oneof(
  within(0, 1000).map(NodeCount.fixed),
  fc.tuple(within(0, 1000), within(0, 1000)).map(([a, b]) => NodeCount.between(Math.min(a, b), Math.max(a, b))),
);

export const ZONES = fc
  .uniqueArray(fc.constantFrom(...'abcdefghijk'), { minLength: 1, maxLength: 5 })
  .map((all) => all.map((letter) => `${REGION}-${letter}`));

export const CIDRS = fc
  .tuple(fc.constantFrom('10.0.0.0', '10.248.0.0', '172.24.0.0'), within(13, 20))
  .map(([first, bits]) => `${first}/${bits}`);

export const NETWORKS = fc.record({
  name: some(name('net', 32)),
  logProjectName: some(name('flow', 63)),
  internetEgress: some(fc.boolean()),
  flowLogDays: some(days),
});

const windows = fc
  .record({
    days: fc.uniqueArray(oneOf(Weekday), { minLength: 1 }),
    hour: within(0, 23),
    hours: some(within(1, 24)),
  })
  .map((options) => MaintenanceWindow.weekly(options));

export const CLUSTERS = fc.record({
  name: some(name('cl', 32)),
  // the name of a trail by default, of 3 to 28 characters
  resourcePrefix: some(name('pr', 28)),
  logProjectName: some(name('cluster', 63)),
  loadBalancerPorts: some(fc.uniqueArray(within(1, 65535), { maxLength: 4 })),
  version: some(fc.constantFrom('1.34.1-aliyun.1', '1.33.3-aliyun.1')),
  serviceCidr: some(fc.constantFrom('192.168.0.0/16', '192.168.240.0/20')),
  networkMode: some(fc.constantFrom(NetworkMode.TERWAY_SHARED_ENI, NetworkMode.TERWAY_DATAPATH_V2)),
  maintenance: some(windows),
  ...{ secretsKey: key, kmsInstanceId },
});

export const SYSTEM_POOLS = fc.record({
  instanceTypes: types('ecs.g8i.xlarge', 'ecs.g7.2xlarge'),
  ...{ nodes: some(nodes), name: some(name('system', 32)), diskKey: key, hardening },
});

export const GPU_POOLS = fc.record({
  instanceTypes: types('ecs.gn8is.4xlarge', 'ecs.gn7i-c16g1.4xlarge'),
  nodes,
  gpus: some(
    fc.record({
      driverVersion: some(fc.constantFrom('570.133.20', '550.144.03')),
      // Shares are a finding of their own (SAI-NOD-009).
      scheduling: some(fc.constantFrom(GpuScheduling.EXCLUSIVE, GpuScheduling.TOPOLOGY)),
    }),
  ),
  ...{ tenant: some(name('t', 20)), diskKey: key, hardening },
});

export const STORES = fc.record({
  bucketName: name('models', 58),
  networkOnly: some(fc.boolean()),
  lockDays: some(within(1, 3650)),
  lock,
  accessLogDays: some(days),
  ...{ key, kmsInstanceId },
});

export const TRAILS = fc.record({
  evidenceBucketName: name('evidence', 58),
  lockDays: some(within(180, 3650)),
  lock,
  accountTrail: some(fc.boolean()),
  name: some(name('audit', 32)),
});

export const MESHES = fc.record({
  name: some(name('mesh', 32)),
  logProjectName: some(name('meshlogs', 63)),
  edition: some(oneOf(MeshEdition)),
  logDays: some(within(180, 365)),
});

export const REGISTRIES = fc.record({
  registryName: name('reg', 30),
  repositories: fc.uniqueArray(
    fc.tuple(name('ns', 12), name('repo', 20)).map((parts) => parts.join('/')),
    { minLength: 1, maxLength: 4 },
  ),
  scanner: some(oneOf(ImageScanner)),
  blockFrom: some(oneOf(ImageSeverity)),
  months: some(months),
  kmsInstanceId,
});

const prepaid = fc
  .record({
    servers: within(1, 100_000),
    cores: within(1, 1_000_000),
    imageScans: some(within(1, 10_000).map((steps) => steps * 20)),
    fileScans: some(within(1, 1000).map((steps) => steps * 10)),
    logStorageGb: some(within(1, 60_000).map((steps) => steps * 10)),
    months: some(months),
  })
  .map(SecurityEdition.prepaid);

export const DETECTIONS = fc.record({
  edition: some(fc.oneof(fc.constant(SecurityEdition.existing()), fc.constant(SecurityEdition.payAsYouGo()), prepaid)),
  scanHour: some(within(0, 18)),
  watchedFiles: some(fc.uniqueArray(fc.constantFrom('/etc/passwd', '/usr/bin/*', '/root/.ssh/*'), { minLength: 1 })),
});
