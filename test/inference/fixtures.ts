import { App, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import {
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  PvcModelOptions,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
} from '../../lib';

export const DIGEST = 'sha256:' + '0123456789abcdef'.repeat(4);
export const IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@${DIGEST}`;

export const MODEL: PvcModelOptions = {
  name: 'qwen3-8b',
  claimName: 'models',
  format: ModelFormat.SAFETENSORS,
  size: Size.gibibytes(16),
};

export function engine(options: Partial<Parameters<typeof InferenceEngine.vllm>[0]> = {}): InferenceEngine {
  return InferenceEngine.vllm({ image: IMAGE, version: '0.33.0', ...options });
}

export function newChart(): Chart {
  return new Chart(new App({ outdir: Testing.app().outdir }), 'llm', { namespace: 'inference' });
}

export function newService(
  props: Partial<SecureGpuInferenceServiceProps> = {},
  chart: Chart = newChart(),
): SecureGpuInferenceService {
  return new SecureGpuInferenceService(chart, 'Qwen', {
    engine: engine(),
    model: ModelSource.pvc(MODEL),
    gpu: Gpu.exclusive(1),
    ...props,
  });
}

/** The manifest of one kind, as it is written. */
export function manifest(service: SecureGpuInferenceService, kind: string): any {
  return service.object(kind).toJson();
}

export function podSpec(service: SecureGpuInferenceService): any {
  return manifest(service, 'Deployment').spec.template.spec;
}

export function container(service: SecureGpuInferenceService): any {
  return podSpec(service).containers[0];
}

export { JsonPatch };
