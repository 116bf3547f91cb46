import { Testing } from 'cdk8s';
import { container, engine, manifest, newChart, newService, podSpec } from './fixtures';
import { Caller, guardrails, InferenceEngine, Mesh, Scaling, Workload } from '../../lib';
import { VLLM } from '../../lib/engines';

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });

describe('LeaderWorkerSet', () => {
  const build = (mesh = Mesh.asm()) =>
    newService({ workload: Workload.leaderWorkerSet({ size: 2 }), scaling: Scaling.fixed(3), mesh });
  const template = (service: ReturnType<typeof build>) =>
    manifest(service, 'LeaderWorkerSet').spec.leaderWorkerTemplate;

  test('a replica is a group that is replaced as a whole', () => {
    const { spec } = manifest(build(), 'LeaderWorkerSet');
    expect(spec).toMatchObject({
      replicas: 3,
      rolloutStrategy: { rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 } },
      leaderWorkerTemplate: { size: 2, restartPolicy: 'RecreateGroupOnPodRestart' },
    });
  });

  test('leader and workers find each other by what LeaderWorkerSet tells them, and only the leader serves', () => {
    const { leaderTemplate, workerTemplate } = template(build());
    const [leader] = leaderTemplate.spec.containers;
    const [worker] = workerTemplate.spec.containers;
    const group = ['--nnodes=2', '--node-rank=$(LWS_WORKER_INDEX)', '--master-addr=$(LWS_LEADER_ADDRESS)'];
    expect(leader.args).toEqual(expect.arrayContaining(group));
    expect(worker.args).toEqual(expect.arrayContaining([...group, '--headless']));
    expect(leader.args).not.toContain('--headless');
    expect(leader).toHaveProperty('readinessProbe');
    expect(worker).not.toHaveProperty('readinessProbe');
    expect(worker).not.toHaveProperty('ports');
    for (const { env } of [leader, worker]) {
      expect(env).toContainEqual({ name: 'VLLM_HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } });
    }
    expect(worker.securityContext).toEqual(leader.securityContext);
  });

  test('what groups need is no finding of the mesh, and nothing has to be accepted for it', () => {
    const chart = newChart();
    newService({ workload: Workload.leaderWorkerSet({ size: 2 }) }, chart);
    const findings = guardrails.Checks.evaluate(chart);
    expect(findings.map(({ ruleId }) => ruleId)).toContain('SAI-GPU-009');
    expect(findings.filter(({ ruleId }) => ruleId.startsWith('SAI-MSH-'))).toEqual([]);
    expect(findings.filter(({ status }) => status === guardrails.FindingStatus.ACKNOWLEDGED)).toEqual([]);
    expect(() => Testing.synth(chart)).not.toThrow();
  });

  test('requests go to leaders', () => {
    expect(manifest(build(), 'Service').spec.selector).toMatchObject({
      'leaderworkerset.sigs.k8s.io/worker-index': '0',
      'app.kubernetes.io/instance': 'qwen',
    });
  });

  test('pods of the service reach each other outside the mesh, and nobody else does', () => {
    const service = build();
    service.connections.allowFrom(GATEWAY);
    const { ingress, egress } = manifest(service, 'NetworkPolicy').spec;
    const others = [
      {
        podSelector: {
          matchLabels: { 'app.kubernetes.io/instance': 'qwen', 'app.kubernetes.io/component': 'inference-server' },
        },
      },
    ];
    expect(ingress).toContainEqual({ from: others });
    expect(egress).toContainEqual({ to: others });
    expect(ingress.filter((rule: any) => rule.ports === undefined)).toHaveLength(1);
    expect(template(service).workerTemplate.metadata.annotations).toMatchObject({
      'traffic.sidecar.istio.io/includeInboundPorts': '8000',
      'traffic.sidecar.istio.io/includeOutboundIPRanges': '',
    });
  });

  test('an engine that cannot spread a model is refused', () => {
    const { multiNode, ...single } = VLLM;
    expect(multiNode).toBeDefined();
    const custom = InferenceEngine.custom(single, { image: engine().image, version: '0.33.0' });
    const workload = Workload.leaderWorkerSet({ size: 2 });
    expect(() => newService({ engine: custom, workload })).toThrow(
      'vllm does not spread one model over several nodes: got 2',
    );
  });

  test.each([1, 0, 33, 2.5])('groups of %s nodes are refused', (size) => {
    expect(() => newService({ workload: Workload.leaderWorkerSet({ size }) })).toThrow(
      `nodes of a replica are out of bounds: got ${size}`,
    );
  });
});

describe('KServe', () => {
  test('the predictor is the same pod', () => {
    const plain = newService();
    const service = newService({ workload: Workload.kserve() });
    const { containers, labels, minReplicas, annotations, ...predictor } = manifest(service, 'InferenceService').spec
      .predictor;
    expect(containers).toEqual([{ ...container(plain), name: 'kserve-container' }]);
    expect(labels).toMatchObject({ 'app.kubernetes.io/instance': 'qwen', 'sidecar.istio.io/inject': 'true' });
    expect(annotations).toHaveProperty(['sidecar.istio.io/rewriteAppHTTPProbers'], 'true');
    expect(minReplicas).toBe(2);
    const { containers: _, ...spec } = podSpec(plain);
    expect(predictor).toMatchObject(spec);
  });

  test('its own autoscaler and serverless mode stay off', () => {
    expect(manifest(newService({ workload: Workload.kserve() }), 'InferenceService').metadata.annotations).toEqual({
      'serving.kserve.io/deploymentMode': 'Standard',
      'serving.kserve.io/autoscalerClass': 'none',
    });
  });
});

describe('scaling', () => {
  test('on waiting requests leaves the number to the autoscaler', () => {
    const service = newService({ scaling: Scaling.onQueueDepth({ min: 1, max: 4 }) });
    expect(manifest(service, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(manifest(service, 'HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' },
      minReplicas: 1,
      maxReplicas: 4,
      metrics: [
        {
          pods: {
            metric: { name: 'vllm:num_requests_waiting' },
            target: { type: 'AverageValue', averageValue: '5' },
          },
        },
      ],
    });
  });

  test.each([
    [
      Workload.deployment(),
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' },
      'qwen-[a-z0-9]{1,10}-[a-z0-9]{5}',
    ],
    [
      Workload.leaderWorkerSet({ size: 2 }),
      { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'qwen' },
      'qwen-[0-9]+(-[0-9]+)?',
    ],
    [
      Workload.kserve(),
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' },
      'qwen-predictor-[a-z0-9]{1,10}-[a-z0-9]{5}',
    ],
  ])('by KEDA changes what runs the replicas (%#)', (workload, scaleTargetRef, podNames) => {
    const scaling = Scaling.keda({ min: 1, max: 4, prometheusAddress: 'http://prometheus.monitoring:9090' });
    const { spec } = manifest(newService({ workload, scaling }), 'ScaledObject');
    expect(spec).toMatchObject({ scaleTargetRef, minReplicaCount: 1, maxReplicaCount: 4 });
    const pods = `{namespace="inference", pod=~"${podNames}"}`;
    expect(
      spec.triggers.map(({ metricType, metadata }: any) => [metricType, metadata.query, metadata.threshold]),
    ).toEqual([
      ['AverageValue', `sum(vllm:num_requests_waiting${pods})`, '5'],
      ['Value', `avg(vllm:kv_cache_usage_perc${pods})`, '0.8'],
    ]);
  });

  test.each([
    [{ prometheusAddress: 'prometheus:9090' }, 'invalid address of Prometheus: got "prometheus:9090"'],
    [{ cachePercent: 0 }, 'share of the cache is out of bounds: got 0'],
    [{ min: 0 }, 'replicas are out of bounds: got "0 to 4"'],
    [{ waitingPerReplica: 0 }, 'waiting requests per replica are out of bounds: got 0'],
  ])('by KEDA with %j is refused', (options, message) => {
    const base = { min: 1, max: 4, prometheusAddress: 'http://prometheus.monitoring:9090' };
    expect(() => newService({ scaling: Scaling.keda({ ...base, ...options }) })).toThrow(message);
  });
});
