import { App, Testing as CdktfTesting } from 'cdktf';
import { newStack, resourcesOf, synthesized } from './support';
import {
  AuditTrail,
  NodeCount,
  RuntimeDetection,
  SecureInferencePlatform,
  SecureInferencePlatformProps,
  SecureRegistry,
  SecurityEdition,
} from '../../lib/alicloud';
import { Checks, Risk } from '../../lib/guardrails';
import { checkTokens } from '../../lib/private/tokens';

function newPlatform(props: Partial<SecureInferencePlatformProps> = {}) {
  const stack = newStack();
  const platform = new SecureInferencePlatform(stack, 'Inference', {
    zones: ['cn-hangzhou-h'],
    modelBucketName: 'acme-inference-models',
    systemInstanceTypes: ['ecs.g8i.xlarge'],
    namespaces: ['chat'],
    ...props,
  });
  const pool = platform.addGpuPool('L20', { instanceTypes: ['ecs.gn8is.4xlarge'], nodes: NodeCount.fixed(2) });
  return { stack, platform, pool };
}

const QWEN = { namespace: 'chat', modelPrefix: 'qwen3-8b/v1' };

test('the Kubernetes half gets plain data, and no token', () => {
  const { platform, pool } = newPlatform();
  const context = platform.workloadContext('qwen', { ...QWEN, pool });
  expect(checkTokens('context', context)).toEqual([]);
  expect(JSON.parse(JSON.stringify(context))).toEqual({
    namespace: 'chat',
    region: 'cn-hangzhou',
    host: {
      nodeLabels: { 'secure-inference.ack/pool': 'l20' },
      taintKey: 'nvidia.com/gpu',
      taintValue: 'true',
      schedulingMode: 'default',
      resourceName: 'nvidia.com/gpu',
    },
    model: {
      bucket: 'acme-inference-models',
      prefix: 'qwen3-8b/v1',
      region: 'cn-hangzhou',
      roleName: 'inference-chat-qwen-models',
      fuseServiceAccount: 'csi-fuse-ossfs',
    },
  });
});

test('each workload reads its own model, by a role of its own', () => {
  const { stack, platform, pool } = newPlatform();
  platform.workloadContext('qwen', { ...QWEN, pool });
  platform.workloadContext('glm', { namespace: 'chat', modelPrefix: 'glm-4/v2', pool, fuseServiceAccount: 'glm-fuse' });
  const policies = resourcesOf(synthesized(stack), 'alicloud_ram_policy').map(({ policy_document }) => policy_document);
  const readers = policies.filter((document) => document.includes('oss:GetObject'));
  expect(readers).toHaveLength(2);
  expect(readers.filter((document) => document.includes('qwen3-8b/v1') && document.includes('glm-4/v2'))).toEqual([]);
});

test.each([
  ['another namespace', { namespace: 'kube-system' }, 'namespace is not one of the platform: got "kube-system"'],
  ['every model', { modelPrefix: '' }, 'otherwise the workload reads all of them'],
  ['models by a pattern', { modelPrefix: 'qwen*' }, 'directory of the model is not one'],
])('refuses a workload of %s', (_, options, message) => {
  const { platform, pool } = newPlatform();
  expect(() => platform.workloadContext('qwen', { ...QWEN, pool, ...options })).toThrow(message);
});

test('policies about pods hold in the namespaces of workloads only', () => {
  const { stack } = newPlatform({ namespaces: ['chat', 'embeddings'] });
  const policies = resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_policy_instance');
  expect(policies.every(({ action }) => action === 'deny')).toBe(true);
  const pods = policies.filter(({ namespaces }) => namespaces !== undefined);
  expect(pods.length).toBeGreaterThan(8);
  expect(pods.every(({ namespaces }) => namespaces.join() === 'chat,embeddings')).toBe(true);
});

test('watches its audit log, keeps the evidence, and has a mesh, without an option', () => {
  const { stack, platform } = newPlatform();
  const json = synthesized(stack);
  expect(resourcesOf(json, 'alicloud_sls_alert')).toHaveLength(platform.audit.signals.length);
  expect(platform.audit.evidenceBucketName).toBe('acme-inference-models-audit');
  expect(resourcesOf(json, 'alicloud_service_mesh_service_mesh')).toHaveLength(1);
});

test('a registry is linked to the network, and images from elsewhere are refused', () => {
  const { stack, platform } = newPlatform();
  const registry = platform.addRegistry('Images', { registryName: 'acme', repositories: ['ai/vllm'] });
  const json = synthesized(stack);
  expect(resourcesOf(json, 'alicloud_cr_vpc_endpoint_linked_vpc')).toMatchObject([
    { vpc_id: expect.stringContaining('alicloud_vpc.') },
  ]);
  const repositories = resourcesOf(json, 'alicloud_cs_kubernetes_policy_instance').find(
    ({ policy_name }) => policy_name === 'ACKAllowedRepos',
  )!;
  expect([repositories.action, repositories.namespaces]).toEqual(['deny', ['chat']]);
  expect(JSON.parse(repositories.parameters.repos)).toContain('acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/');
  expect(checkTokens('image', registry.image('ai/vllm', 'sha256:0'))).toEqual([]);
});

test('lists what is left to a person, of the parts that are there', () => {
  const { stack, platform } = newPlatform();
  const listed = () => synthesized(stack).output!.inference_manual_steps.value as string[];
  expect(listed()).toEqual(AuditTrail.MANUAL_STEPS);
  platform.addRuntimeDetection('SecurityCenter', { edition: SecurityEdition.existing() });
  platform.addRegistry('Images', { registryName: 'acme', repositories: ['ai/vllm'] });
  expect(listed()).toEqual([
    ...AuditTrail.MANUAL_STEPS,
    ...RuntimeDetection.MANUAL_STEPS,
    ...SecureRegistry.MANUAL_STEPS,
  ]);
});

test('says by name what people look for after the apply', () => {
  const { stack } = newPlatform();
  expect(Object.keys(synthesized(stack).output!)).toEqual([
    'inference_cluster_id',
    'inference_vpc_id',
    'inference_log_project',
    'inference_audit_log_store',
    'inference_model_bucket',
    'inference_evidence_bucket',
    'inference_mesh_id',
    'inference_manual_steps',
  ]);
});

test('is not written with an open finding, however it came about', () => {
  const { stack, platform } = newPlatform();
  platform.cluster.resource.addOverride('deletion_protection', false);
  expect(() => (stack.node.root as App).synth()).toThrow(/SAI-CLU-\d+.*one call deletes the cluster/);
});

test('is written with a risk that a person accepted', () => {
  const { stack, platform } = newPlatform();
  platform.cluster.resource.addOverride('deletion_protection', false);
  const [{ ruleId }] = Checks.evaluate(stack);
  Risk.of(stack).acknowledge({ id: ruleId, reason: 'A test cluster that is deleted every night' });
  expect(() => CdktfTesting.synth(stack, true)).not.toThrow();
});
