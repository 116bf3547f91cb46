/** A service that is watched, by Tetragon and by Prometheus, a probe of its network, and evidence of what was written. */
import { App, Chart, Size } from 'cdk8s';
import {
  Caller,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  NetworkProbe,
  RuntimeSensor,
  SecureGpuInferenceService,
  SecureNamespace,
  ServiceMonitoring,
  ServiceRuntimeRules,
  guardrails,
} from 'ack-secure-inference';

export function build(outdir: string): { synth(): void }[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'watched', { namespace: 'watched' });
  new SecureNamespace(chart, 'Namespace', { name: 'watched', gpus: 4 });
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
    gpu: Gpu.exclusive(1),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' }));
  service.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }));
  new ServiceMonitoring(chart, 'Monitoring', { service, labels: { release: 'kube-prometheus-stack' } });
  new ServiceRuntimeRules(chart, 'Runtime', {
    service,
    sensors: [RuntimeSensor.TETRAGON],
    podCidrs: ['172.20.0.0/16'],
  });
  new NetworkProbe(chart, 'Probe', {
    image:
      'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/base/nodejs22@sha256:2c1f5f0b6b1e4e0a9d3f7c8e5a4b39291817161514131211100f0e0d0c0b0a09',
    serverCidrs: ['192.168.7.0/24'],
  });
  return [app, { synth: () => guardrails.Evidence.write([app], outdir) }];
}
