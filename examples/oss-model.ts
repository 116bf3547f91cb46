/** A model in Object Storage Service, mounted with a RAM role; scaled with the number of waiting requests. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'chat', { namespace: 'chat' });
  new SecureNamespace(chart, 'Namespace', { name: 'chat', gpus: 16 });
  const service = new SecureGpuInferenceService(chart, 'Chat', {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.33.0',
    }),
    model: ModelSource.oss({
      name: 'qwen3-32b',
      bucket: 'acme-models',
      prefix: 'qwen3-32b/v1',
      region: 'cn-hangzhou',
      roleName: 'chat-model-reader',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(64),
    }),
    gpu: Gpu.exclusive(4, { card: 'NVIDIA-L20' }),
    abuseBudget: AbuseBudget.of({ contextTokens: 32768 }),
    scaling: Scaling.onQueueDepth({ min: 2, max: 4, waitingPerReplica: 8 }),
  });
  service.connections.allowFrom(
    Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: { app: 'gateway' } }),
  );
  return [app];
}
