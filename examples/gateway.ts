/** A cluster of two teams, each with a model of its own, and a gateway through which three tenants call them. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  BudgetLimit,
  CallerTokens,
  Gpu,
  InferenceEngine,
  InferenceGateway,
  Isolation,
  ModelFormat,
  ModelSource,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
  Tenant,
  TenantBudget,
  Workload,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  addTenants(new Chart(app, 'cluster'));
  const chat = chatOf(new Chart(app, 'search', { namespace: 'search' }));
  const large = largeOf(new Chart(app, 'research', { namespace: 'research' }));
  new InferenceGateway(new Chart(app, 'gateway', { namespace: 'gateway' }), 'Llm', {
    hostname: '*.llm.internal.example.com',
    certificateSecret: 'llm-tls',
    proxyImage:
      'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/mesh/proxyv2@sha256:1d5c4a392b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4',
    istioVersion: '1.29.2',
    clients: { cidrs: ['10.8.0.0/16'], namespaces: ['web'] },
    tokens: CallerTokens.jwt({
      issuer: 'https://id.example.com',
      jwksUri: 'https://id.example.com/.well-known/jwks.json',
      audiences: ['llm-gateway'],
      tenantClaim: 'tenant',
    }),
    tenants: [
      // every limit holds by the number of requests: no request takes more than 16384 tokens and 60 seconds
      {
        name: 'web',
        budget: TenantBudget.of({ requestsPerMinute: 30, concurrentRequests: 60, tokensPerMinute: 1_000_000 }),
      },
      { name: 'partner', budget: TenantBudget.of({ requestsPerMinute: 6, tokensPerMinute: 200_000 }) },
      {
        name: 'research',
        budget: TenantBudget.of({ requestsPerMinute: 60, tokensPerDay: 20_000_000 }),
        notEnforced: [BudgetLimit.TOKENS_PER_DAY],
      },
    ],
    routes: [
      { service: chat, hostname: 'chat.llm.internal.example.com' },
      { service: large, hostname: 'large.llm.internal.example.com', tenants: ['research'] },
    ],
  });
  return [app];
}

function addTenants(chart: Chart): void {
  new SecureNamespace(chart, 'Gateway', { name: 'gateway', gpus: 0 });
  const people = { callerNamespaces: ['gateway'], quotaAlertPercent: 90 };
  const bounds = {
    memory: Size.gibibytes(640),
    ephemeralStorage: Size.gibibytes(400),
    storage: Size.tebibytes(1),
    pods: 20,
  };
  new Tenant(chart, 'Search', {
    ...people,
    namespaces: [{ name: 'search', gpus: 2, quota: { ...bounds, cpu: 32 } }],
    readerGroups: ['search-engineers'],
  });
  new Tenant(chart, 'Research', {
    ...people,
    namespaces: [{ name: 'research', gpus: 16, quota: { ...bounds, cpu: 96 } }],
    readerGroups: ['researchers'],
    queue: { clusterQueue: 'gpus' },
  });
}

function chatOf(chart: Chart): SecureGpuInferenceService {
  return new SecureGpuInferenceService(chart, 'Chat', {
    engine: vllm(),
    model: modelOf('qwen3-8b', 16),
    gpu: Gpu.exclusive(1),
    abuseBudget: AbuseBudget.of({
      ...{ contextTokens: 16384, answersPerPrompt: 1, promptsPerRequest: 1 },
      ...{ imagesPerRequest: 0, secondsPerRequest: 60 },
    }),
  });
}

function largeOf(chart: Chart): SecureGpuInferenceService {
  return new SecureGpuInferenceService(chart, 'Large', {
    engine: vllm(),
    model: modelOf('qwen3-235b', 440),
    gpu: Gpu.exclusive(8),
    isolation: Isolation.dedicatedNodes({
      nodeLabels: { 'example.com/pool': 'research' },
      taintKey: 'example.com/pool',
      taintValue: 'research',
    }),
    workload: Workload.leaderWorkerSet({ size: 2 }),
    scaling: Scaling.fixed(1),
    queue: 'gpus',
    abuseBudget: AbuseBudget.of({ contextTokens: 32768, imagesPerRequest: 0 }),
  });
}

function vllm(): InferenceEngine {
  return InferenceEngine.vllm({
    image:
      'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
    version: '0.33.0',
  });
}

function modelOf(name: string, gibibytes: number): ModelSource {
  return ModelSource.pvc({
    ...{ name, claimName: 'models', format: ModelFormat.SAFETENSORS },
    size: Size.gibibytes(gibibytes),
  });
}
