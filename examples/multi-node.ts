/** A model over two nodes of eight GPUs, scaled by KEDA, behind an internal gateway that knows which replica has room. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  Gpu,
  InferenceEngine,
  InferenceRoute,
  InternalGateway,
  Isolation,
  ModelFormat,
  ModelSource,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
  Workload,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const gateways = new Chart(app, 'gateway', { namespace: 'gateway' });
  new SecureNamespace(gateways, 'Namespace', { name: 'gateway', gpus: 0 });
  const gateway = new InternalGateway(gateways, 'Internal', {
    hostname: '*.llm.internal.example.com',
    certificateSecret: 'llm-tls',
    routeNamespaces: ['large'],
  });

  const chart = new Chart(app, 'large', { namespace: 'large' });
  new SecureNamespace(chart, 'Namespace', { name: 'large', gpus: 64 });
  const service = new SecureGpuInferenceService(chart, 'Large', {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.33.0',
    }),
    model: ModelSource.oss({
      name: 'qwen3-235b',
      bucket: 'acme-models',
      prefix: 'qwen3-235b/v1',
      region: 'cn-hangzhou',
      roleName: 'large-model-reader',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(440),
    }),
    gpu: Gpu.exclusive(8),
    isolation: Isolation.dedicatedNodes({
      nodeLabels: { 'example.com/pool': 'large' },
      taintKey: 'example.com/pool',
      taintValue: 'large',
    }),
    workload: Workload.leaderWorkerSet({ size: 2 }),
    scaling: Scaling.keda({ min: 1, max: 4, prometheusAddress: 'http://prometheus.monitoring:9090' }),
    abuseBudget: AbuseBudget.of({ contextTokens: 32768, concurrentRequests: 128, imagesPerRequest: 0 }),
  });
  service.connections.allowFrom(
    Caller.workload({ namespace: 'envoy-gateway-system', serviceAccount: 'internal-gateway' }),
  );
  service.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }));
  new InferenceRoute(chart, 'Route', {
    service,
    gateway: gateway.name,
    gatewayNamespace: 'gateway',
    hostnames: ['qwen.llm.internal.example.com'],
    endpointPicker: 'large-epp',
  });
  return [app];
}
