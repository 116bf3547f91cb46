/** The next release of a model gets a tenth of the requests of the one before, from the same gateway. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  CallerTokens,
  Gpu,
  InferenceEngine,
  InferenceGateway,
  ModelFormat,
  ModelSource,
  SecureGpuInferenceService,
  SecureNamespace,
  TenantBudget,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const cluster = new Chart(app, 'cluster');
  new SecureNamespace(cluster, 'Edge', { name: 'edge', gpus: 0 });
  // both releases run side by side
  new SecureNamespace(cluster, 'Support', { name: 'support', gpus: 4 });
  const support = new Chart(app, 'support', { namespace: 'support' });
  const service = releaseOf(support, 'ChatA', 'models-a');
  const next = releaseOf(support, 'ChatB', 'models-b');
  new InferenceGateway(new Chart(app, 'edge', { namespace: 'edge' }), 'Llm', {
    hostname: '*.llm.internal.example.com',
    certificateSecret: 'llm-tls',
    proxyImage:
      'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/mesh/proxyv2@sha256:1d5c4a392b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4',
    istioVersion: '1.29.2',
    clients: { namespaces: ['web'] },
    tokens: CallerTokens.jwt({
      issuer: 'https://id.example.com',
      jwksUri: 'https://id.example.com/.well-known/jwks.json',
      audiences: ['llm-gateway'],
      tenantClaim: 'tenant',
    }),
    tenants: [{ name: 'web', budget: TenantBudget.of({ requestsPerMinute: 1200 }) }],
    routes: [{ service, hostname: 'support.llm.internal.example.com', canary: { service: next, percent: 10 } }],
  });
  return [app];
}

function releaseOf(chart: Chart, id: string, claimName: string): SecureGpuInferenceService {
  return new SecureGpuInferenceService(chart, id, {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      ...{ name: 'support-chat', claimName, format: ModelFormat.SAFETENSORS },
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
    abuseBudget: AbuseBudget.of({ contextTokens: 16384, imagesPerRequest: 0, secondsPerRequest: 60 }),
  });
}
