/** Two tenants of one cluster, each with a model of its own behind the gateway; the larger model waits in a queue of Kueue. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  Gpu,
  InferenceEngine,
  Isolation,
  ModelFormat,
  ModelSource,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
  Tenant,
  Workload,
} from 'ack-secure-inference';

const VLLM = InferenceEngine.vllm({
  image:
    'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
  version: '0.33.0',
});

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const platform = new Chart(app, 'platform');
  new SecureNamespace(platform, 'Gateway', { name: 'gateway', gpus: 0 });
  new Tenant(platform, 'Search', {
    namespaces: [
      {
        name: 'search',
        gpus: 2,
        quota: {
          cpu: 32,
          memory: Size.gibibytes(128),
          ephemeralStorage: Size.gibibytes(200),
          storage: Size.gibibytes(500),
          pods: 20,
        },
      },
    ],
    readerGroups: ['search-engineers'],
    callerNamespaces: ['gateway'],
    quotaAlertPercent: 90,
  });
  new Tenant(platform, 'Research', {
    namespaces: [
      {
        name: 'research',
        gpus: 16,
        quota: {
          cpu: 96,
          memory: Size.gibibytes(640),
          ephemeralStorage: Size.gibibytes(400),
          storage: Size.tebibytes(1),
          pods: 20,
        },
      },
    ],
    readerGroups: ['researchers'],
    callerNamespaces: ['gateway'],
    queue: { clusterQueue: 'gpus' },
  });

  const search = new SecureGpuInferenceService(new Chart(app, 'search', { namespace: 'search' }), 'Chat', {
    engine: VLLM,
    model: ModelSource.pvc({
      name: 'qwen3-8b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
    abuseBudget: AbuseBudget.of({ contextTokens: 16384, imagesPerRequest: 0 }),
  });
  const research = new SecureGpuInferenceService(new Chart(app, 'research', { namespace: 'research' }), 'Large', {
    engine: VLLM,
    model: ModelSource.pvc({
      name: 'qwen3-235b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(440),
    }),
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
  [search, research].forEach(({ connections }) => connections.allowFrom(GATEWAY));
  return [app];
}
