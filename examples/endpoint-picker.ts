/** A gateway that asks an endpoint picker which replica has room for a request. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  CallerTokens,
  EndpointPicker,
  Gpu,
  InferenceEngine,
  InferenceGateway,
  ModelFormat,
  ModelSource,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
  TenantBudget,
} from 'ack-secure-inference';

const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const spaces = new Chart(app, 'cluster');
  new SecureNamespace(spaces, 'Gateway', { name: 'gateway', gpus: 0 });
  new SecureNamespace(spaces, 'Search', { name: 'search', gpus: 4 });
  const chart = new Chart(app, 'search', { namespace: 'search' });
  const service = new SecureGpuInferenceService(chart, 'Chat', {
    engine: InferenceEngine.vllm({
      image: `${REGISTRY}/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392`,
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      name: 'qwen3-8b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
    scaling: Scaling.fixed(4),
    abuseBudget: AbuseBudget.of({ answersPerPrompt: 1, promptsPerRequest: 1, imagesPerRequest: 0 }),
  });
  const picker = new EndpointPicker(chart, 'Picker', {
    service,
    image: `${REGISTRY}/mesh/epp@sha256:c5b41d5c4a392b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6`,
    apiServerCidrs: ['10.0.0.0/24'],
  });
  new InferenceGateway(new Chart(app, 'gateway', { namespace: 'gateway' }), 'Llm', {
    hostname: '*.llm.internal.example.com',
    certificateSecret: 'llm-tls',
    proxyImage: `${REGISTRY}/mesh/proxyv2@sha256:1d5c4a392b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4`,
    istioVersion: '1.29.2',
    clients: { cidrs: ['10.8.0.0/16'] },
    tokens: CallerTokens.jwt({
      issuer: 'https://id.example.com',
      jwksUri: 'https://id.example.com/.well-known/jwks.json',
      audiences: ['llm-gateway'],
      tenantClaim: 'tenant',
    }),
    tenants: [{ name: 'web', budget: TenantBudget.of({ requestsPerMinute: 60 }) }],
    routes: [{ service, hostname: 'chat.llm.internal.example.com', picker }],
  });
  return [app];
}
