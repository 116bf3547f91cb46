/**
 * Images that are signed or refused: the engine by the digest that the lock file has for its tag, signatures demanded by
 * ACK's kritis-validation-hook, registries and digests by the API server.
 */
import { App, Chart, Size } from 'cdk8s';
import {
  Caller,
  Gpu,
  GuardrailPolicies,
  ImagesLock,
  ImageVerification,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

/** The public half of the key of KMS with which Container Registry signs. */
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKOit+VnVbAHXYwqzPDuQ7skwKLtG
1dVEtOAbIjw3LqvwU1R+EuhW30eKWtY4Yd6KM6VjVGHHo4E17TnGorkqsg==
-----END PUBLIC KEY-----
`;
const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });

  const platform = new Chart(app, 'platform');
  new SecureNamespace(platform, 'Namespace', { name: 'inference', gpus: 4 });
  new GuardrailPolicies(platform, 'Guardrails', { rules: ['SAI-IMG-001', 'SAI-IMG-002'], registries: [REGISTRY] });
  ImageVerification.kritis(platform, 'SignedImages', {
    namespaces: ['inference'],
    authorities: [{ name: 'release', keyId: 'key-hzz62f1cb66fa42qo1lws', publicKey: PUBLIC_KEY }],
  });

  const images = ImagesLock.fromFile('examples/support/images.lock.json');
  const chart = new Chart(app, 'qwen', { namespace: 'inference' });
  chart.addDependency(platform);
  const service = new SecureGpuInferenceService(chart, 'Qwen', {
    engine: InferenceEngine.vllm({ image: images.resolve(`${REGISTRY}/vllm-openai:v0.33.0`), version: '0.33.0' }),
    model: ModelSource.pvc({
      name: 'qwen3-8b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' }));
  return [app];
}
