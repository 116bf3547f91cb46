import { Size } from 'cdk8s';
import { container, manifest, newService, podSpec } from './fixtures';
import { ContainerRuntime, KubernetesVersion, Scaling } from '../../lib';

test('the pod runs without root, under seccomp, with no token and no service variables', () => {
  expect(podSpec(newService())).toMatchObject({
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    serviceAccountName: 'qwen',
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1001,
      runAsGroup: 1001,
      fsGroup: 1001,
      fsGroupChangePolicy: 'OnRootMismatch',
      supplementalGroupsPolicy: 'Strict',
      seccompProfile: { type: 'RuntimeDefault' },
    },
  });
});

test('the container cannot gain rights nor write to its image', () => {
  expect(container(newService()).securityContext).toEqual({
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

test('user and group can be others, and own the writable directories', () => {
  const { securityContext } = podSpec(newService({ pod: { user: 2000, group: 3000 } }));
  expect(securityContext).toMatchObject({ runAsUser: 2000, runAsGroup: 3000, fsGroup: 3000 });
});

test('what a version does not have is left out', () => {
  const spec = podSpec(newService({ kubernetesVersion: KubernetesVersion.V1_30 }));
  expect(spec.securityContext).not.toHaveProperty('supplementalGroupsPolicy');
  expect(spec.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } });
});

test('a user without a passwd entry has a name, a home, and every cache below it', () => {
  const env = Object.fromEntries(container(newService()).env.map(({ name, value }: any) => [name, value]));
  expect(env).toMatchObject({
    USER: expect.any(String),
    LOGNAME: expect.any(String),
    HOME: '/home/app',
    TMPDIR: '/tmp',
  });
  expect(env).toMatchObject({ HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1', VLLM_NO_USAGE_STATS: '1' });
  for (const [name, value] of Object.entries(env)) {
    if (/(_CACHE|_HOME|CACHE_DIR|CACHE_PATH|CACHE_ROOT|WORKSPACE_BASE)$/.test(name)) {
      expect([name, String(value).startsWith('/home/app') || String(value).startsWith('/tmp')]).toEqual([name, true]);
    }
  }
});

test('every writable directory is a sized volume, and only those are writable', () => {
  const service = newService();
  const volumes = new Map(podSpec(service).volumes.map((volume: any) => [volume.name, volume]));
  const writable = container(service).volumeMounts.filter((mount: any) => !mount.readOnly);
  expect(writable.map((mount: any) => mount.mountPath).sort()).toEqual(['/dev/shm', '/home/app', '/tmp']);
  for (const mount of writable) {
    expect(volumes.get(mount.name)).toHaveProperty('emptyDir.sizeLimit', expect.stringMatching(/^\d+Mi$/));
  }
  expect(volumes.get(writable.find((mount: any) => mount.mountPath === '/dev/shm').name)).toHaveProperty(
    'emptyDir.medium',
    'Memory',
  );
});

test('the model is read-only, volume and mount', () => {
  const service = newService();
  expect(podSpec(service).volumes).toContainEqual({
    name: 'model',
    persistentVolumeClaim: { claimName: 'models', readOnly: true },
  });
  expect(container(service).volumeMounts).toContainEqual({
    name: 'model',
    mountPath: '/models/qwen3-8b',
    readOnly: true,
  });
});

test('requests equal limits, shared memory counts as memory, and directories on disk as ephemeral storage', () => {
  const service = newService();
  const { requests, limits } = container(service).resources;
  expect(requests).toEqual(limits);
  expect(limits['nvidia.com/gpu']).toBe('1');
  const sizes = (inMemory: boolean) =>
    podSpec(service)
      .volumes.filter((volume: any) => volume.emptyDir && (volume.emptyDir.medium === 'Memory') === inMemory)
      .reduce((sum: number, volume: any) => sum + parseInt(volume.emptyDir.sizeLimit), 0);
  expect(parseInt(limits.memory)).toBe(16 * 1024 + sizes(true));
  expect(parseInt(limits['ephemeral-storage'])).toBe(1024 + sizes(false));
});

test('the documented sizes are replaced by what the user gives', () => {
  const { limits } = container(
    newService({ pod: { cpu: 6, memory: Size.gibibytes(64), ephemeralStorage: Size.gibibytes(50) } }),
  ).resources;
  expect(limits).toMatchObject({ cpu: '6', memory: '65536Mi', 'ephemeral-storage': '51200Mi' });
});

test('a writable directory of the engine can be made larger', () => {
  const scratch = [{ name: 'home', path: '/home/app', size: Size.gibibytes(20) }];
  const { volumes } = podSpec(newService({ pod: { scratch } }));
  expect(volumes.filter((volume: any) => volume.name === 'home')).toEqual([
    { name: 'home', emptyDir: { sizeLimit: '20480Mi' } },
  ]);
});

test('the startup probe waits as long as the weights may take, and liveness does not kill a busy engine', () => {
  const { startupProbe, readinessProbe, livenessProbe } = container(newService());
  const seconds = (probe: any) => probe.periodSeconds * probe.failureThreshold;
  expect(seconds(startupProbe)).toBeGreaterThanOrEqual((16 * 1024) / 100 + 120);
  expect(seconds(livenessProbe)).toBeGreaterThanOrEqual(180);
  expect(seconds(readinessProbe)).toBeLessThanOrEqual(15);
  expect(livenessProbe.httpGet).toEqual({ path: '/health', port: 'http' });
});

test('the pod lands on nodes that hand out whole gpus, and tolerates their taint', () => {
  const spec = podSpec(newService());
  const [term] = spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  expect(term.matchExpressions).toEqual([
    { key: 'aliyun.accelerator/nvidia_count', operator: 'Exists' },
    { key: 'ack.node.gpu.schedule', operator: 'NotIn', values: ['cgpu', 'core_mem', 'share', 'mps'] },
  ]);
  expect(spec.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
});

test('replicas spread over zones and nodes, and an update needs no spare gpu', () => {
  const { spec } = manifest(newService(), 'Deployment');
  expect(spec.replicas).toBe(2);
  expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 });
  expect(spec.template.spec.topologySpreadConstraints.map((constraint: any) => constraint.topologyKey)).toEqual([
    'topology.kubernetes.io/zone',
    'kubernetes.io/hostname',
  ]);
});

test('scaling on the queue hands the replicas to an autoscaler', () => {
  const service = newService({ scaling: Scaling.onQueueDepth({ min: 2, max: 6 }) });
  expect(manifest(service, 'Deployment').spec).not.toHaveProperty('replicas');
  expect(manifest(service, 'HorizontalPodAutoscaler').spec).toMatchObject({
    scaleTargetRef: { kind: 'Deployment', name: 'qwen' },
    minReplicas: 2,
    maxReplicas: 6,
    metrics: [{ type: 'Pods', pods: { target: { averageValue: '5' } } }],
  });
});

test('a replica has time to finish: it leaves rotation, drains, and is only then killed', () => {
  const service = newService({ pod: { terminationGraceSeconds: 300 } });
  expect(podSpec(service).terminationGracePeriodSeconds).toBe(300);
  expect(container(service).args).toContain('--shutdown-timeout=280');
});

test('containerd 1.x is not asked for what it refuses', () => {
  const spec = podSpec(newService({ containerRuntime: ContainerRuntime.CONTAINERD_1 }));
  expect(spec.securityContext).not.toHaveProperty('supplementalGroupsPolicy');
  expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, fsGroup: 1001 });
});
