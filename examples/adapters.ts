/** A model with two LoRA adapters, which callers choose by name, and a draft model that makes it faster; each is verified. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  DraftMethod,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  ModelVerification,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

const format = ModelFormat.SAFETENSORS;

const adapter = (name: string) => ({
  source: ModelSource.pvc({ name, claimName: 'adapters', subPath: name, format, size: Size.mebibytes(200) }),
});

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'coder', { namespace: 'coder' });
  new SecureNamespace(chart, 'Namespace', { name: 'coder', gpus: 4 });
  const service = new SecureGpuInferenceService(chart, 'Coder', {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:9d1c55f4f2a7b3f0c0c6fb0a3f6f0b7d9e8c7b6a594837261504f3e2d1c0bfae',
      version: '0.33.0',
      args: ['--max-lora-rank=32'],
    }),
    model: ModelSource.oss({
      name: 'qwen3-32b',
      bucket: 'acme-models',
      prefix: 'qwen3-32b/v1',
      region: 'cn-hangzhou',
      roleName: 'coder-model-reader',
      format,
      size: Size.gibibytes(64),
    }),
    adapters: [adapter('sql'), adapter('legal')],
    draftModel: {
      source: ModelSource.oss({
        name: 'qwen3-32b-eagle3',
        bucket: 'acme-models',
        prefix: 'qwen3-32b-eagle3/v1',
        region: 'cn-hangzhou',
        roleName: 'coder-model-reader',
        format,
        size: Size.gibibytes(2),
      }),
      method: DraftMethod.EAGLE3,
      tokens: 3,
    },
    modelVerification: ModelVerification.headers({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/base/nodejs22-debian12@sha256:3b1d5a7c9e0f2a4b6c8d0e1f3a5b7c9d1e3f5a7b9c0d2e4f6a8b0c1d3e5f7a90',
    }),
    gpu: Gpu.exclusive(2),
    abuseBudget: AbuseBudget.of({ contextTokens: 32768 }),
  });
  service.connections.allowFrom(
    Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: { app: 'gateway' } }),
  );
  return [app];
}
