/** A service that reads one ConfigMap of its namespace, and nothing else, through the Kubernetes API; in a Kata sandbox. */
import { App, Chart, Size } from 'cdk8s';
import {
  Gpu,
  InferenceEngine,
  Isolation,
  ModelFormat,
  ModelSource,
  SandboxRuntime,
  SandboxRuntimeClass,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'router', { namespace: 'router' });
  const nodeLabels = { 'example.com/runtime': 'kata-gpu' };
  const name = 'kata-qemu-nvidia-gpu';
  new SandboxRuntimeClass(chart, 'Sandbox', SandboxRuntime.kata({ name, handler: name, nodeLabels }));
  new SecureNamespace(chart, 'Namespace', { name: 'router', gpus: 2 });
  new SecureGpuInferenceService(chart, 'Router', {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      name: 'qwen3-0.6b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(2),
    }),
    gpu: Gpu.exclusive(1),
    isolation: Isolation.kataGpu({ runtimeClassName: name, nodeLabels }),
    apiAccess: {
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['routes'] }],
      serverCidrs: ['192.168.0.0/24'],
    },
  });
  return [app];
}
