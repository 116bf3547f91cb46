/**
 * Workloads that exist already: a cdk8s-plus Deployment beside a KServe InferenceService that it calls, hardened alike.
 * The InferenceService sends traces.
 */
import { ApiObject, App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Caller,
  Destination,
  Gpu,
  guardrails,
  Hardening,
  InferenceEngine,
  Mesh,
  ModelFormat,
  ModelSource,
  SecureGpuInferenceService,
  SecureNamespace,
  Workload,
} from 'ack-secure-inference';

const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'rag', { namespace: 'rag' });
  new SecureNamespace(chart, 'Namespace', { name: 'rag', gpus: 0, quota: { gpuMemoryGiB: 48 }, mesh: Mesh.istio() });

  const account = new kplus.ServiceAccount(chart, 'RetrieverAccount', { metadata: { name: 'retriever' } });
  const retriever = new kplus.Deployment(chart, 'Retriever', {
    metadata: { name: 'retriever' },
    serviceAccount: account,
    podMetadata: { labels: { app: 'retriever' } },
    containers: [
      {
        image: `${REGISTRY}/retriever@sha256:1a3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392`,
        portNumber: 8080,
        readiness: kplus.Probe.fromHttpGet('/ready'),
        liveness: kplus.Probe.fromHttpGet('/health'),
        resources: {
          cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.units(1) },
          memory: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
          ephemeralStorage: { request: Size.gibibytes(2), limit: Size.gibibytes(2) },
        },
      },
    ],
  });
  Hardening.apply(retriever);
  new ApiObject(chart, 'StrictMtls', {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default' },
    spec: { mtls: { mode: 'STRICT' } },
  });

  const service = new SecureGpuInferenceService(chart, 'Answers', {
    engine: InferenceEngine.vllm({
      image: `${REGISTRY}/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392`,
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      name: 'qwen3-8b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.shared({ memoryGiB: 24 }),
    workload: Workload.kserve(),
    mesh: Mesh.istio(),
  });
  guardrails.Risk.of(service).acknowledge({
    id: 'SAI-GPU-004',
    reason: 'all pods of the shared nodes belong to the retrieval team',
    reference: 'https://tickets.example.com/RAG-17',
  });
  service.connections.allowFrom(Caller.fromPeer(retriever, account));
  service.connections.allowTo(
    Destination.service({
      namespace: 'observability',
      service: 'otel-collector',
      podLabels: { 'app.kubernetes.io/name': 'otel-collector' },
      port: 4317,
    }),
  );
  return [app];
}
