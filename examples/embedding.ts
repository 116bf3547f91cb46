/** Vectors of texts with vLLM, and of images with Triton over gRPC: neither service opens a route that generates text. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  ModelTask,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'search', { namespace: 'search' });
  new SecureNamespace(chart, 'Namespace', { name: 'search', gpus: 4 });
  const texts = new SecureGpuInferenceService(chart, 'Texts', {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:9d1c55f4f2a7b3f0c0c6fb0a3f6f0b7d9e8c7b6a594837261504f3e2d1c0bfae',
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      name: 'qwen3-embedding',
      claimName: 'models',
      subPath: 'qwen3-embedding-4b',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(8),
    }),
    tasks: [ModelTask.EMBEDDING],
    gpu: Gpu.exclusive(1),
    abuseBudget: AbuseBudget.of({ contextTokens: 8192, requestsPerSecond: 100 }),
  });
  const images = new SecureGpuInferenceService(chart, 'Images', {
    engine: InferenceEngine.triton({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/tritonserver-onnx@sha256:7b3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '26.09',
      grpc: true,
    }),
    model: ModelSource.pvc({
      name: 'siglip2',
      claimName: 'models',
      subPath: 'siglip2-triton',
      format: ModelFormat.ONNX,
      size: Size.gibibytes(2),
    }),
    tasks: [ModelTask.EMBEDDING],
    gpu: Gpu.exclusive(1),
    abuseBudget: AbuseBudget.of({ bodyMebibytes: 16, secondsPerRequest: 10 }),
  });
  const indexer = Caller.workload({ namespace: 'shop', serviceAccount: 'indexer', podLabels: { app: 'indexer' } });
  texts.connections.allowFrom(indexer);
  images.connections.allowFrom(indexer);
  return [app];
}
