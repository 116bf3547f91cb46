/** A model that starts only if somebody signed it whom we know, file by file, and if nothing in it runs code. */
import { App, Chart, Size } from 'cdk8s';
import {
  Caller,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  ModelVerification,
  SecureGpuInferenceService,
  SecureNamespace,
} from 'ack-secure-inference';

const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKOit+VnVbAHXYwqzPDuQ7skwKLtG
1dVEtOAbIjw3LqvwU1R+EuhW30eKWtY4Yd6KM6VjVGHHo4E17TnGorkqsg==
-----END PUBLIC KEY-----`;

/** @param publicKey of who signs models */
export function build(outdir: string, publicKey = PUBLIC_KEY): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'signed', { namespace: 'inference' });
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4 });
  const service = new SecureGpuInferenceService(chart, 'Qwen', {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      name: 'qwen3-8b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    modelVerification: ModelVerification.signedByKey({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/distroless-nodejs22@sha256:2f9c8e7d6b5a4938271605f4e3d2c1b0a9f8e7d6c5b4a3928170615243342516',
      publicKey,
    }),
    gpu: Gpu.exclusive(1),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' }));
  return [app];
}
