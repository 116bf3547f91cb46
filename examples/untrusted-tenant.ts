/** A model of a customer: in a virtual machine of its own on ACS, for callers who show whom they act for. */
import { App, Chart, Size } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  CallerTokens,
  Gpu,
  InferenceEngine,
  Isolation,
  ModelFormat,
  ModelSource,
  SecretMount,
  SecureGpuInferenceService,
  SecureNamespace,
  TrustLevel,
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'tenant-a', { namespace: 'tenant-a' });
  new SecureNamespace(chart, 'Namespace', { name: 'tenant-a', gpus: 2 });
  const service = new SecureGpuInferenceService(chart, 'Custom', {
    engine: InferenceEngine.sglang({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/sglang@sha256:9d2b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.5.23',
    }),
    model: ModelSource.nas({
      name: 'tenant-a-7b',
      server: '0123456789-abc12.cn-hangzhou.nas.aliyuncs.com',
      path: '/models/tenant-a-7b',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(15),
    }),
    gpu: Gpu.exclusive(1),
    trust: TrustLevel.UNTRUSTED,
    isolation: Isolation.acs({ gpuModel: 'GN8IS' }),
    callerTokens: CallerTokens.jwt({
      issuer: 'https://id.example.com',
      jwksUri: 'https://id.example.com/.well-known/jwks.json',
      audiences: ['tenant-a-llm'],
      tenantClaim: 'tenant_id',
    }),
    abuseBudget: AbuseBudget.of({
      contextTokens: 8192,
      concurrentRequests: 16,
      queuedRequests: 32,
      requestsPerSecond: 5,
    }),
    secrets: [
      SecretMount.kms({
        name: 'tenant-a-keys',
        secrets: ['tenant-a/response-signing'],
        roleArn: 'acs:ram::1234567890123456:role/tenant-a-secrets',
        mountPath: '/secrets/tenant-a',
      }),
    ],
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' }));
  return [app];
}
