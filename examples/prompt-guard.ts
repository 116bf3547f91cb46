/**
 * Prompts and answers are looked at before anybody acts on them: a chat behind a guard model that shares a GPU, an agent
 * whose sidecars ask a guard, and a model behind a managed guardrail.
 */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  Gpu,
  GuardedAnswers,
  guardrails,
  InferenceEngine,
  ManagedGuardrail,
  ModelFormat,
  ModelSource,
  PromptGuard,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
  SecureNamespace,
} from 'ack-secure-inference';

const GATEWAY = Caller.workload({
  namespace: 'gateway',
  serviceAccount: 'llm-gateway',
  podLabels: { app: 'llm-gateway' },
});

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const gateways = new Chart(app, 'gateway', { namespace: 'gateway' });
  new SecureNamespace(gateways, 'Namespace', { name: 'gateway', gpus: 0 });
  const chart = new Chart(app, 'chat', { namespace: 'chat' });
  new SecureNamespace(chart, 'Namespace', { name: 'chat', gpus: 6, quota: { gpuMemoryGiB: 12, gpuCorePercent: 60 } });

  const guard = new SecureGpuInferenceService(chart, 'Guard', {
    ...model('qwen3guard-gen-0.6b', 2),
    gpu: Gpu.shared({ memoryGiB: 6, corePercent: 30 }),
    abuseBudget: AbuseBudget.of({
      contextTokens: 32768,
      answersPerPrompt: 1,
      promptsPerRequest: 1,
      imagesPerRequest: 0,
    }),
  });
  guardrails.Risk.of(guard).acknowledge({
    id: 'SAI-GPU-004',
    reason: 'what shares the GPU are replicas of this guard only: it is a node pool of its own',
  });
  const chat = new SecureGpuInferenceService(chart, 'Chat', {
    ...model('qwen3-8b', 16),
    promptGuard: PromptGuard.model({ service: guard, gateway: GATEWAY }),
    abuseBudget: AbuseBudget.of({ contextTokens: 32768, imagesPerRequest: 0 }),
  });
  const agent = new SecureGpuInferenceService(chart, 'Agent', {
    ...model('qwen3-14b', 28),
    promptGuard: PromptGuard.externalProcessing({
      namespace: 'guard',
      service: 'semantic-router',
      port: 50051,
      podLabels: { 'app.kubernetes.io/name': 'semantic-router' },
      answers: GuardedAnswers.PIECES,
    }),
  });
  const support = new SecureGpuInferenceService(chart, 'Support', {
    ...model('qwen3-4b', 8),
    promptGuard: PromptGuard.managed(
      new ManagedGuardrail(gateways, 'Guardrail', { host: 'green-cip-vpc.cn-hangzhou.aliyuncs.com', gateway: GATEWAY }),
    ),
  });
  for (const service of [chat, agent, support]) {
    service.connections.allowFrom(GATEWAY);
  }
  return [app];
}

function model(name: string, gibibytes: number): Pick<SecureGpuInferenceServiceProps, 'engine' | 'model' | 'gpu'> {
  return {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      name,
      claimName: 'models',
      subPath: name,
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(gibibytes),
    }),
    gpu: Gpu.exclusive(1),
  };
}
