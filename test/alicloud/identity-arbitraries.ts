/** Options of roles, keys, collectors and policies, each within what its documentation says. */
import fc from 'fast-check';
import { days, kmsInstanceId, name, oneOf, some, within } from './option-arbitraries';
import {
  AckObjectPolicy,
  AckPolicy,
  AckWorkloadPolicy,
  MeshAccess,
  PolicyAction,
  StsPrincipal,
} from '../../lib/alicloud';

const PRINCIPALS = [
  StsPrincipal.user('acs:ram::1234567890123456:user/ada'),
  StsPrincipal.saml('acs:ram::1234567890123456:saml-provider/company'),
  StsPrincipal.oidc({
    providerArn: 'acs:ram::1234567890123456:oidc-provider/gitlab',
    issuer: 'https://gitlab.example.com',
    audience: 'alibabacloud',
    subject: 'project_path:ml/models:ref_type:branch:ref:main',
  }),
];

const seconds = some(within(3600, 43_200));
const prefix = fc.constantFrom('', 'qwen3-8b', 'qwen3-8b/v1');

export const STS_ROLES = fc.record({
  trusted: fc.subarray(PRINCIPALS, { minLength: 1 }),
  description: fc.constantFrom('reads models', '发布模型'),
  roleName: some(name('people', 64)),
  maxSessionSeconds: seconds,
});

export const RRSA_ROLES = fc.record({
  namespace: name('ns', 20),
  serviceAccount: name('sa', 20),
  roleName: some(name('pods', 64)),
  maxSessionSeconds: seconds,
});

export const MOUNT_ROLES = fc.record({
  fuseServiceAccount: some(name('fuse', 20)),
  roleName: some(name('mount', 64)),
});

export const GRANTS = fc.record({
  ...{ read: prefix, publish: prefix },
  mesh: oneOf(MeshAccess),
});

export const KEYS = fc.record({
  description: fc.constantFrom('disks', '模型'),
  alias: some(name('key', 60)),
  rotationDays: some(within(7, 365)),
  kmsInstanceId,
});

export const SIGNING_KEYS = fc.record({
  alias: some(name('sign', 60)),
  registryRole: some(fc.boolean()),
  kmsInstanceId,
});

export const KMS_INSTANCES = fc.record({
  zones: fc
    .uniqueArray(fc.constantFrom(...'abcdefghijk'), { minLength: 2, maxLength: 2 })
    .map((all) => all.map((letter) => `cn-hangzhou-${letter}`)),
  name: some(name('kms', 128)),
  keys: some(within(1000, 100_000)),
  months: some(fc.constantFrom(1, 2, 3, 6, 12, 24, 36)),
});

const account = within(10 ** 15, 10 ** 16 - 1).map(String);

export const COLLECTORS = fc.record({
  accountId: account,
  sourceAccountIds: some(fc.uniqueArray(account, { minLength: 1, maxLength: 4 })),
  retentionDays: some(days),
});

const namespaces = fc.uniqueArray(name('ns', 63), { minLength: 1, maxLength: 3 });
const range = fc
  .tuple(within(1, 65_534), within(1, 65_534))
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

/** A policy about pods, one about other objects, and where they hold. */
export const GOVERNANCE = fc.record({
  installed: some(fc.boolean()),
  pods: fc.oneof(
    fc.constantFrom(AckPolicy.NOT_PRIVILEGED, AckPolicy.READ_ONLY_ROOT, AckWorkloadPolicy.IMAGE_DIGEST),
    fc.constantFrom(AckPolicy.noCapabilities(), AckPolicy.noHostNetwork(), AckPolicy.seccomp(), AckPolicy.hostPaths()),
    range.map((users) => AckPolicy.allowedUsers(users)),
    range.map((groups) => AckPolicy.fsGroup(groups)),
    fc.constant(AckWorkloadPolicy.allowedRepositories(['acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/'])),
  ),
  objects: fc.oneof(
    fc.constantFrom(AckObjectPolicy.NO_NODE_PORT, AckObjectPolicy.NO_INTERNET_LOAD_BALANCER),
    namespaces.map((names) => AckObjectPolicy.protectNamespaces(names)),
    within(2, 10).map((replicas) => AckObjectPolicy.protectCoreDns(replicas)),
  ),
  namespaces,
  action: some(oneOf(PolicyAction)),
});
