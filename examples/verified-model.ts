/** A model that is fetched, verified and published by jobs; a cluster that refuses to serve any other. */
import { App, Chart, Size } from 'cdk8s';
import {
  Caller,
  CloudIdentity,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelVerification,
  SecureGpuInferenceService,
  SecureNamespace,
  VerifiedModel,
  VerifiedModelsOnly,
} from 'ack-secure-inference';

const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai';
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKOit+VnVbAHXYwqzPDuQ7skwKLtG
1dVEtOAbIjw3LqvwU1R+EuhW30eKWtY4Yd6KM6VjVGHHo4E17TnGorkqsg==
-----END PUBLIC KEY-----`;

const DIGEST = 'sha256:8c3f1e0b7a6d5c4b3a29180f7e6d5c4b3a29180f7e6d5c4b3a29180f7e6d5c4b';

/** @param model digest of the model, and public key of who signed it */
export function build(outdir: string, { digest = DIGEST, publicKey = PUBLIC_KEY } = {}): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'verified', { namespace: 'inference' });
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4, cloudIdentity: true });
  const model = new VerifiedModel(chart, 'Qwen3', {
    name: 'qwen3-8b',
    digest,
    format: ModelFormat.SAFETENSORS,
    size: Size.gibibytes(16),
    fetch: {
      image: `${REGISTRY}/ossutil@sha256:5b7c9d1e3f5a7b9c1d3e5f7a9b1c3d5e7f9a1b3c5d7e9f1a3b5c7d9e1f3a5b7c`,
      command: ['ossutil'],
      args: ['cp', '--recursive', 'oss://acme-models/qwen3-8b/v1/', '$(MODEL_DIRECTORY)/'],
      identity: CloudIdentity.rrsa({ roleName: 'model-fetcher', region: 'cn-hangzhou' }),
    },
    verification: ModelVerification.signedByKey({
      image: `${REGISTRY}/distroless-nodejs22@sha256:2f9c8e7d6b5a4938271605f4e3d2c1b0a9f8e7d6c5b4a3928170615243342516`,
      publicKey,
    }),
    incomingClaim: 'models-incoming',
    publishedClaim: 'models',
    sbom: true,
  });
  new VerifiedModelsOnly(chart, 'VerifiedModelsOnly', { models: [model] });
  const service = new SecureGpuInferenceService(chart, 'Qwen', {
    engine: InferenceEngine.vllm({
      image: `${REGISTRY}/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392`,
      version: '0.33.0',
    }),
    model: model.source,
    gpu: Gpu.exclusive(1),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' }));
  return [app];
}
