/** A quantized model on CPUs with llama.cpp, in a sandbox with a kernel of its own (ACK Sandboxed-Container). */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  Gpu,
  InferenceEngine,
  Isolation,
  ModelFormat,
  ModelSource,
  SandboxRuntime,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'assistant', { namespace: 'assistant' });
  new SecureNamespace(chart, 'Namespace', { name: 'assistant', gpus: 0 });
  const service = new SecureGpuInferenceService(chart, 'Assistant', {
    engine: InferenceEngine.llamaCpp({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/llama.cpp@sha256:2c1f5f0b6b1e4e0a9d3f7c8e5a4b39291817161514131211100f0e0d0c0b0a09',
      version: '0.5.0',
    }),
    model: ModelSource.pvc({
      name: 'qwen3-4b',
      claimName: 'models',
      subPath: 'qwen3-4b-q4',
      format: ModelFormat.GGUF,
      size: Size.gibibytes(3),
    }),
    gpu: Gpu.none(),
    isolation: Isolation.sandboxed(SandboxRuntime.RUNV),
    abuseBudget: AbuseBudget.of({ concurrentRequests: 8 }),
    pod: { cpu: 8 },
  });
  service.connections.allowFrom(
    Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: { app: 'gateway' } }),
  );
  return [app];
}
