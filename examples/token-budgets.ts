/** A gateway that counts requests and tokens of three tenants for all of its pods together. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  CallerTokens,
  Gpu,
  InferenceEngine,
  InferenceGateway,
  ModelFormat,
  ModelSource,
  RateLimitService,
  SecureGpuInferenceService,
  SecureNamespace,
  TenantBudget,
} from 'ack-secure-inference';

const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const spaces = new Chart(app, 'cluster');
  new SecureNamespace(spaces, 'Gateway', { name: 'gateway', gpus: 0 });
  new SecureNamespace(spaces, 'Search', { name: 'search', gpus: 2 });
  const service = new SecureGpuInferenceService(new Chart(app, 'search', { namespace: 'search' }), 'Chat', {
    engine: InferenceEngine.vllm({
      image: `${REGISTRY}/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392`,
      version: '0.33.0',
      // streamed answers say how many tokens they took, whether or not the client asks
      args: ['--enable-force-include-usage'],
    }),
    model: ModelSource.pvc({
      name: 'qwen3-8b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
    abuseBudget: AbuseBudget.of({
      ...{ contextTokens: 4096, answersPerPrompt: 1, promptsPerRequest: 1 },
      ...{ imagesPerRequest: 0, secondsPerRequest: 60 },
    }),
  });
  const chart = new Chart(app, 'gateway', { namespace: 'gateway' });
  const rateLimitService = new RateLimitService(chart, 'Limits', {
    image: `${REGISTRY}/mesh/ratelimit@sha256:c4a392b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b41d5`,
    store: { host: 'limits.redis.rds.aliyuncs.com', cidrs: ['10.0.2.0/24'], secret: 'limits-store' },
  });
  new InferenceGateway(chart, 'Llm', {
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
    rateLimitService,
    tenants: [
      { name: 'web', budget: TenantBudget.of({ requestsPerMinute: 12 }) },
      { name: 'partner', budget: TenantBudget.of({ requestsPerMinute: 60, tokensPerMinute: 10_000 }) },
      { name: 'research', budget: TenantBudget.of({ requestsPerMinute: 60, tokensPerDay: 100_000 }) },
    ],
    routes: [{ service, hostname: 'chat.llm.internal.example.com' }],
  });
  return [app];
}
