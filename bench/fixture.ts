import { ApiObject, App, Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { NAME } from './name';
import {
  AbuseBudget,
  Caller,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

/** One service as a user writes it. */
export function addService(scope: Construct, name: string): void {
  const service = new SecureGpuInferenceService(scope, name, {
    name,
    engine: InferenceEngine.vllm({
      image: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:${'6f3b1b1d7e1c0f0e'.repeat(4)}`,
      version: '0.33.0',
    }),
    model: ModelSource.oss({
      name: 'qwen3-32b',
      bucket: 'acme-models',
      prefix: `${name}/v1`,
      region: 'cn-hangzhou',
      roleName: `${name}-reader`,
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(64),
    }),
    abuseBudget: AbuseBudget.of({ contextTokens: 32_768 }),
    gpu: Gpu.exclusive(4, { card: 'NVIDIA-L20' }),
    scaling: Scaling.onQueueDepth({ min: 2, max: 4, waitingPerReplica: 8 }),
    apiAccess: {
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['routes'] }],
      serverCidrs: ['192.168.0.0/24'],
    },
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' }));
  service.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }));
}

/** What a team has beside its service; the template is a text of several lines. */
const BESIDE = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: { 'template.jinja': "{% for m in messages %}\n{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}\n" },
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    value: 1000,
    globalDefault: false,
    preemptionPolicy: 'Never',
    description: 'Models that answer people: "first in, first out".',
  },
];

/** The manifests of a namespace with a service in it, twenty in all. */
export function manifestsOfTeam(): object[] {
  const chart = new Chart(new App(), NAME, { namespace: NAME });
  new SecureNamespace(chart, 'Namespace', { name: NAME, gpus: 16 });
  addService(chart, NAME);
  for (const { kind, ...rest } of BESIDE) {
    new ApiObject(chart, kind, { kind, ...rest, metadata: { name: NAME, labels: { 'app.kubernetes.io/name': NAME } } });
  }
  return chart.toJson() as object[];
}

/** The manifests of the service alone. */
export function manifestsOfService(): object[] {
  const chart = new Chart(new App(), NAME, { namespace: NAME });
  addService(chart, NAME);
  return chart.toJson() as object[];
}
