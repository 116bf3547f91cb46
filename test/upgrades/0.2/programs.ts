/**
 * Programs as users of 0.2 write them, with the options of that version. They do not change after its release: what they write is
 * held against the files beside them by every later version.
 */
import { App, Chart, Size } from 'cdk8s';
import { App as TerraformApp, LocalBackend, TerraformStack } from 'cdktf';
import {
  AbuseBudget,
  alicloud,
  Caller,
  CallerTokens,
  Gpu,
  InferenceEngine,
  InferenceGateway,
  ModelFormat,
  ModelSource,
  ModelVerification,
  NetworkProbe,
  RuntimeSensor,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
  ServiceMonitoring,
  ServiceRuntimeRules,
  TenantBudget,
  Workload,
} from 'ack-secure-inference';

type Program = (outdir: string) => { synth(): void };

const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai';
const SHA = 'sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392';
const format = ModelFormat.SAFETENSORS;

/** P-256 key of nobody. */
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKOit+VnVbAHXYwqzPDuQ7skwKLtG
1dVEtOAbIjw3LqvwU1R+EuhW30eKWtY4Yd6KM6VjVGHHo4E17TnGorkqsg==
-----END PUBLIC KEY-----`;

const vllm = (args?: string[]) =>
  InferenceEngine.vllm({ image: `${REGISTRY}/vllm-openai@${SHA}`, version: '0.33.0', args });
const claim = (name: string, gibibytes: number) =>
  ModelSource.pvc({ name, claimName: 'models', subPath: name, format, size: Size.gibibytes(gibibytes) });
const gateway = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: { app: 'gateway' } });
const prometheus = Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' });

function kubernetes(outdir: string, namespace: string, gpus: number, define: (chart: Chart) => void): App {
  const app = new App({ outdir });
  const chart = new Chart(app, namespace, { namespace });
  new SecureNamespace(chart, 'Namespace', { name: namespace, gpus });
  define(chart);
  return app;
}

export const PROGRAMS: Record<string, Program> = {
  defaults: (outdir) =>
    kubernetes(outdir, 'inference', 4, (chart) => {
      const service = new SecureGpuInferenceService(chart, 'Chat', {
        engine: vllm(),
        model: claim('qwen3-8b', 16),
        gpu: Gpu.exclusive(1),
      });
      service.connections.allowFrom(gateway);
    }),

  'several-nodes': (outdir) =>
    kubernetes(outdir, 'large', 64, (chart) => {
      const service = new SecureGpuInferenceService(chart, 'Large', {
        engine: InferenceEngine.sglang({ image: `${REGISTRY}/sglang@${SHA}`, version: '0.5.23' }),
        model: ModelSource.oss({
          ...{ name: 'qwen3-235b', bucket: 'acme-models', prefix: 'qwen3-235b/v1', region: 'cn-hangzhou' },
          ...{ roleName: 'large-model-reader', format, size: Size.gibibytes(440) },
        }),
        gpu: Gpu.exclusive(8),
        workload: Workload.leaderWorkerSet({ size: 2 }),
        scaling: Scaling.fixed(2),
        labels: { 'example.com/cost-centre': 'research' },
        annotations: { 'example.com/owner': 'ml@example.com' },
        priorityClassName: 'inference',
        imagePullSecrets: ['registry'],
      });
      service.connections.allowFrom(gateway);
      service.connections.allowScrapeFrom(prometheus);
    }),

  classifier: (outdir) =>
    kubernetes(outdir, 'vision', 8, (chart) => {
      const service = new SecureGpuInferenceService(chart, 'Classifier', {
        engine: InferenceEngine.triton({ image: `${REGISTRY}/tritonserver-onnx@${SHA}`, version: '26.09' }),
        model: ModelSource.nas({
          ...{ name: 'resnet50', server: '0123456789-abc12.cn-hangzhou.nas.aliyuncs.com', path: '/models/resnet50' },
          ...{ format: ModelFormat.ONNX, size: Size.mebibytes(100) },
        }),
        gpu: Gpu.exclusive(1),
        scaling: Scaling.onQueueDepth({ min: 2, max: 8, waitingPerReplica: 16 }),
        abuseBudget: AbuseBudget.of({ bodyMebibytes: 8, secondsPerRequest: 10, requestsPerSecond: 200 }),
      });
      service.connections.allowFrom(Caller.workload({ namespace: 'shop', serviceAccount: 'catalogue' }));
      service.connections.allowScrapeFrom(prometheus);
    }),

  signed: (outdir) =>
    kubernetes(outdir, 'coder', 4, (chart) => {
      const service = new SecureGpuInferenceService(chart, 'Coder', {
        engine: vllm(['--max-lora-rank=32']),
        model: claim('qwen3-32b', 64),
        adapters: [{ source: claim('sql', 1) }],
        modelVerification: ModelVerification.signedByKey({
          image: `${REGISTRY}/distroless-nodejs22@${SHA}`,
          publicKey: PUBLIC_KEY,
        }),
        gpu: Gpu.exclusive(2),
        abuseBudget: AbuseBudget.of({ contextTokens: 32768 }),
      });
      service.connections.allowFrom(gateway);
    }),

  watched: (outdir) =>
    kubernetes(outdir, 'watched', 4, (chart) => {
      const service = new SecureGpuInferenceService(chart, 'Chat', {
        engine: vllm(),
        model: claim('qwen3-8b', 16),
        gpu: Gpu.exclusive(1),
      });
      service.connections.allowFrom(gateway);
      service.connections.allowScrapeFrom(prometheus);
      new ServiceMonitoring(chart, 'Monitoring', { service, labels: { release: 'kube-prometheus-stack' } });
      new ServiceRuntimeRules(chart, 'Runtime', {
        ...{ service, sensors: [RuntimeSensor.TETRAGON, RuntimeSensor.FALCO], podCidrs: ['172.20.0.0/16'] },
      });
      new NetworkProbe(chart, 'Probe', { image: `${REGISTRY}/nodejs22@${SHA}`, serverCidrs: ['192.168.7.0/24'] });
    }),

  gateway: (outdir) =>
    kubernetes(outdir, 'search', 2, (chart) => {
      const service = new SecureGpuInferenceService(chart, 'Chat', {
        engine: vllm(),
        model: claim('qwen3-8b', 16),
        gpu: Gpu.exclusive(1),
        abuseBudget: AbuseBudget.of({
          ...{ contextTokens: 16384, answersPerPrompt: 1, promptsPerRequest: 1 },
          ...{ imagesPerRequest: 0, secondsPerRequest: 60 },
        }),
      });
      new SecureNamespace(chart, 'Gateways', { name: 'gateway', gpus: 0 });
      new InferenceGateway(new Chart(chart, 'gateway', { namespace: 'gateway' }), 'Llm', {
        hostname: '*.llm.internal.example.com',
        certificateSecret: 'llm-tls',
        proxyImage: `${REGISTRY}/proxyv2@${SHA}`,
        istioVersion: '1.29.2',
        clients: { cidrs: ['10.8.0.0/16'], namespaces: ['web'] },
        tokens: CallerTokens.jwt({
          issuer: 'https://id.example.com',
          jwksUri: 'https://id.example.com/.well-known/jwks.json',
          audiences: ['llm-gateway'],
          tenantClaim: 'tenant',
        }),
        tenants: [{ name: 'web', budget: TenantBudget.of({ requestsPerMinute: 30, tokensPerMinute: 1_000_000 }) }],
        routes: [{ service, hostname: 'chat.llm.internal.example.com' }],
      });
    }),

  cloud: (outdir) => {
    const app = new TerraformApp({ outdir });
    const stack = new TerraformStack(app, 'inference');
    new LocalBackend(stack, { path: 'inference.tfstate' });
    new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });
    const platform = new alicloud.SecureInferencePlatform(stack, 'Inference', {
      zones: ['cn-hangzhou-h', 'cn-hangzhou-i'],
      modelBucketName: 'acme-inference-models',
      systemInstanceTypes: ['ecs.g8i.xlarge'],
      namespaces: ['chat'],
      kmsInstanceId: 'kst-hzz65f176a0ogplgqfk',
    });
    platform.addGpuPool('L20', {
      instanceTypes: ['ecs.gn8is.4xlarge'],
      nodes: alicloud.NodeCount.fixed(2),
      tenant: 'chat',
    });
    platform.addRegistry('Images', { registryName: 'acme', repositories: ['ai/vllm-openai'] });
    return app;
  },
};
