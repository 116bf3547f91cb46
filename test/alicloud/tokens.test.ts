/** What only exists when Terraform runs is let through: the provider checks it then. */
import { TerraformStack, TerraformVariable } from 'cdktf';
import { CLUSTER, newStack, rendered, resourcesOf } from './support';
import {
  AckCluster,
  AlicloudProvider,
  AuditCollector,
  AuditTrail,
  ClientRule,
  EncryptionKey,
  GpuNodePool,
  MaintenanceWindow,
  ModelStore,
  NetworkPerimeter,
  NodeCount,
  RrsaRole,
  RuntimeDetection,
  SecureRegistry,
  SecurityEdition,
  ServiceMesh,
  SigningKey,
  StsPrincipal,
  StsRole,
  SystemNodePool,
  Weekday,
} from '../../lib/alicloud';
import { Checks } from '../../lib/guardrails';
import { judgeStack } from '../support/terraform/judge';

let stack: TerraformStack;
beforeEach(() => {
  stack = newStack();
});

const text = (name: string) => new TerraformVariable(stack, name, { type: 'string' }).stringValue;
const number = (name: string) => new TerraformVariable(stack, name, { type: 'number' }).numberValue;

/** The stack as it is written, with nothing left of how cdktf encodes tokens. */
function written() {
  const json = JSON.parse(JSON.stringify(rendered(stack)));
  expect(JSON.stringify(json)).not.toMatch(/TfToken|-1\.8\d+e\+289/);
  expect(judgeStack(json)).toEqual([]);
  expect(Checks.evaluate(stack).map(({ ruleId }) => ruleId)).toEqual([]);
  return json;
}

test('network', () => {
  new NetworkPerimeter(stack, 'Network', {
    ...{ zones: [text('zone')], cidr: text('cidr'), name: text('name'), flowLogDays: number('days') },
  }).allowWrites(text('bucket'));
  const json = written();
  expect(resourcesOf(json, 'alicloud_vswitch').map(({ cidr_block }) => cidr_block)).toEqual([
    '${cidrsubnet(var.cidr, 8, 224)}',
    '${cidrsubnet(var.cidr, 3, 0)}',
  ]);
});

test('region, of a stack for several', () => {
  const several = new TerraformStack(stack.node.root, 'several');
  const region = new TerraformVariable(several, 'region', { type: 'string' }).stringValue;
  new AlicloudProvider(several, 'Alicloud', { region });
  const key = { keyId: 'key-1', keyArn: 'acs:kms:cn-hangzhou:1:key/key-1' };
  new NetworkPerimeter(several, 'Network', { zones: ['cn-hangzhou-h'] });
  new ModelStore(several, 'Models', { bucketName: 'acme-models', key });
  stack = several;
  expect(resourcesOf(written(), 'alicloud_vpc_gateway_endpoint')[0].service_name).toBe('com.aliyun.${var.region}.oss');
});

test('cluster', () => {
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
  const secretsKey = { keyId: text('key-id'), keyArn: text('key-arn') };
  const maintenance = MaintenanceWindow.weekly({
    days: [Weekday.MONDAY],
    hour: number('hour'),
    hours: number('hours'),
  });
  const cluster = new AckCluster(stack, 'Cluster', {
    ...{ network, name: text('name'), version: text('version'), serviceCidr: text('services') },
    ...{ maintenance, secretsKey },
  });
  new SystemNodePool(stack, 'System', {
    ...{ cluster, instanceTypes: [text('system-type')], name: text('pool'), nodes: NodeCount.fixed(number('nodes')) },
  });
  new GpuNodePool(stack, 'Gpus', {
    ...{ cluster, instanceTypes: [text('gpu-type')], nodes: NodeCount.between(number('least'), number('most')) },
    ...{ gpus: { driverVersion: text('driver') }, tenant: text('tenant') },
  });
  const json = written();
  expect(resourcesOf(json, 'alicloud_cs_managed_kubernetes')[0].maintenance_window).toMatchObject({
    maintenance_time: '2026-01-01T${format("%02d", var.hour)}:00:00.000+00:00',
    duration: '${var.hours}h',
  });
  const [system, gpus] = resourcesOf(json, 'alicloud_cs_kubernetes_node_pool');
  expect(system.desired_size).toBe('${var.nodes}');
  expect(gpus.scaling_config).toMatchObject({ min_size: '${var.least}', max_size: '${var.most}' });
});

test('roles', () => {
  const cluster = AckCluster.fromAckClusterAttributes({
    ...{ ...CLUSTER, oidcProviderArn: text('oidc-arn'), oidcIssuer: text('oidc-issuer'), version: text('version') },
  });
  const store = ModelStore.fromModelStoreAttributes({ bucketName: text('bucket'), region: text('bucket-region') });
  const registry = SecureRegistry.fromSecureRegistryAttributes({
    ...{ registryName: text('registry'), instanceId: text('instance'), region: text('registry-region') },
  });
  const reader = new RrsaRole(stack, 'Reader', {
    ...{ cluster, namespace: text('namespace'), serviceAccount: text('account'), roleName: text('reader') },
    maxSessionSeconds: number('reader-seconds'),
  });
  reader.grantRead(store, text('prefix'));
  const oidc = { providerArn: text('ci'), issuer: text('ci-issuer'), audience: text('aud'), subject: text('sub') };
  const role = new StsRole(stack, 'Ci', {
    ...{ description: text('what-for'), roleName: text('ci-role'), maxSessionSeconds: number('ci-seconds') },
    trusted: [StsPrincipal.user(text('user')), StsPrincipal.saml(text('saml')), StsPrincipal.oidc(oidc)],
  });
  role.grantPublish(store, text('published'));
  role.grantPush(registry, text('repository'));
  role.allow({ actions: [text('action')], resources: [text('resource')] });
  expect(resourcesOf(written(), 'alicloud_ram_role')[0].assume_role_policy_document).toContain(
    'system:serviceaccount:${var.namespace}:${var.account}',
  );
});

test('models, keys and registry', () => {
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
  const key = new EncryptionKey(stack, 'Key', {
    ...{ description: text('what'), alias: text('alias'), rotationDays: number('rotation'), kmsInstanceId: 'kst-1' },
  });
  new ModelStore(stack, 'Models', {
    ...{ bucketName: text('bucket'), network, key, lockDays: number('lock'), accessLogDays: number('log') },
  });
  new SecureRegistry(stack, 'Images', {
    ...{ network, repositories: ['ai/vllm'], registryName: text('registry'), months: number('months') },
    signingKey: new SigningKey(stack, 'Signing', { alias: text('signing') }),
  });
  expect(resourcesOf(written(), 'alicloud_kms_key')[0].rotation_interval).toBe('${var.rotation}d');
});

test('audit, detection and mesh', () => {
  new AuditTrail(stack, 'Audit', {
    ...{ cluster: CLUSTER, evidenceBucketName: text('evidence'), lockDays: number('lock'), name: text('trail') },
  }).notify(text('policy'));
  new AuditCollector(stack, 'Collector', {
    ...{ accountId: text('account'), sourceAccountIds: [text('source')], retentionDays: number('kept') },
  });
  const connection = { process: text('program'), commandLine: text('line'), address: text('ip'), port: number('port') };
  new RuntimeDetection(stack, 'Detection', {
    edition: SecurityEdition.prepaid({
      ...{ servers: number('servers'), cores: number('cores'), months: number('months') },
      ...{ imageScans: number('scans'), logStorageGb: number('storage') },
    }),
    ...{ scanHour: 3, watchedFiles: [text('file')] },
    rules: [ClientRule.denyConnection('miner', connection), ClientRule.denyHash('worm', text('hash'))],
  });
  new ServiceMesh(stack, 'Mesh', {
    ...{ cluster: CLUSTER, name: text('mesh'), version: text('mesh-version'), logDays: number('mesh-log') },
  });
  const json = written();
  expect(resourcesOf(json, 'alicloud_threat_detection_instance')[0].buy_number).toBe('${var.servers}');
  expect(resourcesOf(json, 'alicloud_log_audit')[0].variable_map.k8s_audit_ttl).toBe('${var.kept}');
});
