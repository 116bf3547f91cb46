/** An image classifier on Triton, an eighth of a GPU a replica, with as many replicas as its queue needs. */
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
} from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'vision', { namespace: 'vision' });
  new SecureNamespace(chart, 'Namespace', { name: 'vision', gpus: 0, quota: { mig: { '1g.10gb': 8 } } });
  const service = new SecureGpuInferenceService(chart, 'Classifier', {
    engine: InferenceEngine.triton({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/tritonserver-onnx@sha256:7b3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '26.09',
    }),
    model: ModelSource.nas({
      name: 'resnet50',
      server: '0123456789-abc12.cn-hangzhou.nas.aliyuncs.com',
      path: '/models/resnet50',
      format: ModelFormat.ONNX,
      size: Size.mebibytes(100),
    }),
    gpu: Gpu.mig('1g.10gb'),
    scaling: Scaling.onQueueDepth({ min: 2, max: 8, waitingPerReplica: 16 }),
    abuseBudget: AbuseBudget.of({ bodyMebibytes: 8, secondsPerRequest: 10, requestsPerSecond: 200 }),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'shop', serviceAccount: 'catalogue' }));
  service.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }));
  return [app];
}
