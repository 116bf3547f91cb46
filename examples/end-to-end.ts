/** Both halves from one program. What they share is plain data, so that neither waits for the other to be applied. */
import { App, Chart, Size } from 'cdk8s';
import * as cdktf from 'cdktf';
import {
  alicloud,
  Caller,
  Gpu,
  GuardrailPolicies,
  InferenceEngine,
  Isolation,
  ModelFormat,
  ModelSource,
  SecureGpuInferenceService,
  SecureNamespace,
  ServiceRuntimeRules,
} from 'ack-secure-inference';

const DIGEST = 'sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392';

export function build(outdir: string): { synth(): void }[] {
  const cloud = new cdktf.App({ outdir: `${outdir}/cdktf.out` });
  const { platform, context, image } = defineCloud(cloud);
  const kubernetes = new App({ outdir: `${outdir}/k8s` });
  const { deniedActs } = defineKubernetes(kubernetes, context, image);
  platform.addRuntimeDetection('SecurityCenter', {
    rules: deniedActs.map((act) => alicloud.ClientRule.denyAct(act)),
  });
  return [cloud, kubernetes];
}

interface Cloud {
  readonly platform: alicloud.SecureInferencePlatform;
  readonly context: alicloud.WorkloadContext;
  readonly image: string;
}

function defineCloud(app: cdktf.App): Cloud {
  const stack = new cdktf.TerraformStack(app, 'inference');
  // On disk for the example; docs/ALICLOUD.md shows an encrypted state in OSS.
  new cdktf.LocalBackend(stack, { path: 'inference.tfstate' });
  new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });
  const platform = new alicloud.SecureInferencePlatform(stack, 'Inference', {
    zones: ['cn-hangzhou-h', 'cn-hangzhou-i'],
    modelBucketName: 'acme-inference-models',
    systemInstanceTypes: ['ecs.g8i.xlarge'],
    namespaces: ['chat'],
    kmsInstanceId: 'kst-hzz65f176a0ogplgqfk',
  });
  const pool = platform.addGpuPool('L20', {
    instanceTypes: ['ecs.gn8is.4xlarge'],
    nodes: alicloud.NodeCount.fixed(2),
    tenant: 'chat',
  });
  const registry = platform.addRegistry('Images', { registryName: 'acme', repositories: ['ai/vllm-openai'] });
  return {
    platform,
    context: platform.workloadContext('qwen', { namespace: 'chat', pool, modelPrefix: 'qwen3-8b/v1' }),
    image: registry.image('ai/vllm-openai', DIGEST),
  };
}

/** What the best practices name: no privileged container, hostPath volume or writable root, and own images by digest only. */
const REFUSED = ['SAI-POD-001', 'SAI-POD-010', 'SAI-POD-021', 'SAI-IMG-001', 'SAI-IMG-002'];

function defineKubernetes(app: App, context: alicloud.WorkloadContext, image: string): ServiceRuntimeRules {
  const [registry] = image.split('/vllm-openai@');
  const guardrails = new Chart(app, 'guardrails');
  new GuardrailPolicies(guardrails, 'Guardrails', { rules: REFUSED, registries: [registry] });
  const chart = new Chart(app, 'chat', { namespace: context.namespace });
  new SecureNamespace(chart, 'Namespace', { name: context.namespace, gpus: 4 });
  const service = new SecureGpuInferenceService(chart, 'Qwen', {
    engine: InferenceEngine.vllm({
      image,
      version: '0.33.0',
    }),
    model: ModelSource.oss({
      ...context.model,
      name: 'qwen3-8b',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
    isolation: Isolation.dedicatedNodes(context.host),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' }));
  // Security Center watches the nodes: no sensor of its own is needed in the cluster.
  return new ServiceRuntimeRules(chart, 'Runtime', { service, sensors: [] });
}
