import { App, Chart, Size } from 'cdk8s';
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
} from '../../../lib';
import { Manifest } from '../../../lib/objects/manifest';

export const NAMESPACE = 'releases';
export const SERVICE = 'chat';

const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:';

/** What a team changes from one release to the next. */
interface Release {
  readonly model: string;
  readonly image: string;
  readonly card: string;
  readonly contextTokens: number;
  readonly replicas: number;
}

const FIRST: Release = {
  ...{ model: 'v1', image: `${REGISTRY}${'a1'.repeat(32)}`, card: 'NVIDIA-L20' },
  ...{ contextTokens: 8192, replicas: 2 },
};

/** Releases in the order in which they are applied, each over the one before: the last goes back to the first. */
export const RELEASES: readonly (readonly [name: string, release: Release])[] = [
  ['first', FIRST],
  ['next model', { ...FIRST, model: 'v2' }],
  [
    'next image and other limits',
    { ...FIRST, model: 'v2', image: `${REGISTRY}${'b2'.repeat(32)}`, contextTokens: 16384, replicas: 3 },
  ],
  ['back to the first', FIRST],
];

/** What is applied for a release: a namespace, and a service whose model lies in a bucket. */
export function manifestsOf({ model, image, card, contextTokens, replicas }: Release): Manifest[] {
  const chart = new Chart(new App(), 'releases', { namespace: NAMESPACE });
  new SecureNamespace(chart, 'Namespace', { name: NAMESPACE, gpus: 8 });
  const service = new SecureGpuInferenceService(chart, 'Chat', {
    name: SERVICE,
    engine: InferenceEngine.vllm({ image, version: '0.33.0' }),
    model: ModelSource.oss({
      ...{ name: 'qwen3-8b', bucket: 'acme-models', prefix: `qwen3-8b/${model}`, region: 'cn-hangzhou' },
      ...{ roleName: 'chat-model-reader', format: ModelFormat.SAFETENSORS, size: Size.gibibytes(16) },
    }),
    gpu: Gpu.exclusive(1, { card }),
    abuseBudget: AbuseBudget.of({ contextTokens }),
    scaling: Scaling.fixed(replicas),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'web', serviceAccount: 'shop' }));
  return chart.toJson() as Manifest[];
}
