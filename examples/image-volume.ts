/**
 * NVIDIA NIM with its model in an image volume, on a GPU that the scheduler chooses by its properties, in a mesh without
 * sidecars whose waypoint asks a guard about each prompt. It needs Kubernetes 1.36.
 */
import { App, Chart, Size } from 'cdk8s';
import {
  Caller,
  Gpu,
  GuardProtocol,
  InferenceEngine,
  KubernetesVersion,
  Mesh,
  ModelFormat,
  ModelSource,
  PromptGuard,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const kubernetesVersion = KubernetesVersion.V1_36;
  const mesh = Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' });
  const chart = new Chart(app, 'research', { namespace: 'research' });
  const quota = { devices: { 'gpu.nvidia.com': 4 } };
  new SecureNamespace(chart, 'Namespace', { name: 'research', gpus: 0, quota, mesh, kubernetesVersion });
  const service = new SecureGpuInferenceService(chart, 'Nim', {
    engine: InferenceEngine.nim({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/llm-nim@sha256:8c3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '2.1.6',
    }),
    model: ModelSource.ociImage({
      name: 'qwen3-32b',
      reference:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/models/qwen3-32b@sha256:5a2c1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(64),
    }),
    gpu: Gpu.dra({ deviceClass: 'gpu.nvidia.com', count: 2 }),
    mesh,
    kubernetesVersion,
    promptGuard: PromptGuard.externalAuthorization({
      provider: 'prompt-guard',
      protocol: GuardProtocol.HTTP,
      namespace: 'guard',
      service: 'prompt-guard',
      port: 8080,
      podLabels: { app: 'prompt-guard' },
    }),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'research', serviceAccount: 'notebooks' }));
  return [app];
}
