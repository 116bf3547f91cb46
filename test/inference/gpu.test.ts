import { container, manifest, newService, podSpec } from './fixtures';
import { Gpu, GpuIsolation, Isolation, KubernetesVersion } from '../../lib';

const gpuResources = (gpu: Gpu) =>
  Object.fromEntries(
    Object.entries(container(newService({ gpu })).resources.limits).filter(([name]) => name.includes('/')),
  );

const requirements = (gpu: Gpu) =>
  podSpec(newService({ gpu })).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]
    .matchExpressions;

test('whole cards are counted, and nodes that share cards are left out', () => {
  expect(gpuResources(Gpu.exclusive(2))).toEqual({ 'nvidia.com/gpu': '2' });
  expect(requirements(Gpu.exclusive(2))).toContainEqual({
    key: 'ack.node.gpu.schedule',
    operator: 'NotIn',
    values: ['cgpu', 'core_mem', 'share', 'mps'],
  });
});

test('a partition is a resource of its own, and the engine uses one', () => {
  const gpu = Gpu.mig('1g.10gb');
  expect(gpuResources(gpu)).toEqual({ 'nvidia.com/mig-1g.10gb': '1' });
  expect(container(newService({ gpu })).args).toContain('--tensor-parallel-size=1');
  expect(gpu.isolation).toBe(GpuIsolation.HARDWARE_PARTITION);
});

test.each([
  [Gpu.shared({ memoryGiB: 12 }), 'cgpu', { 'aliyun.com/gpu-mem': '12' }],
  [
    Gpu.shared({ memoryGiB: 12, corePercent: 50 }),
    'core_mem',
    { 'aliyun.com/gpu-mem': '12', 'aliyun.com/gpu-core.percentage': '50' },
  ],
  [Gpu.mps({ memoryGiB: 8 }), 'mps', { 'aliyun.com/gpu-mem': '8' }],
])('a share lands on nodes of its mode only (%#)', (gpu, mode, resources) => {
  expect(gpuResources(gpu)).toEqual(resources);
  expect(requirements(gpu)).toEqual([{ key: 'ack.node.gpu.schedule', operator: 'In', values: [mode] }]);
  expect(gpu.schedulingMode).toBe(mode);
});

test('claimed devices come from a template of the service, and no resource is counted', () => {
  const gpu = Gpu.dra({ deviceClass: 'gpu.nvidia.com', count: 2, selectors: ['device.driver == "gpu.nvidia.com"'] });
  const service = newService({ gpu, kubernetesVersion: KubernetesVersion.V1_34 });
  expect(gpuResources(gpu)).toEqual({});
  expect(podSpec(service).resourceClaims).toEqual([
    { name: 'gpu', resourceClaimTemplateName: expect.stringMatching(/^qwen-gpu-[0-9a-f]{10}$/) },
  ]);
  expect(container(service).resources.claims).toEqual([{ name: 'gpu' }]);
  expect(manifest(service, 'ResourceClaimTemplate').spec.spec.devices.requests).toEqual([
    {
      name: 'gpu',
      exactly: {
        deviceClassName: 'gpu.nvidia.com',
        count: 2,
        selectors: [{ cel: { expression: 'device.driver == "gpu.nvidia.com"' } }],
      },
    },
  ]);
  expect(container(service).args).toContain('--tensor-parallel-size=2');
});

test('a pod without a GPU asks for none, and goes to any node', () => {
  const service = newService({ gpu: Gpu.none() });
  expect(gpuResources(Gpu.none())).toEqual({});
  expect(podSpec(service)).not.toHaveProperty('affinity');
  expect(podSpec(service).tolerations ?? []).toEqual([]);
});

test('a card that is passed to a virtual machine is counted under its other name', () => {
  const isolation = Isolation.kataGpu({ nodeLabels: { pool: 'vfio' } });
  const service = newService({ isolation });
  expect(container(service).resources.limits).toHaveProperty(['nvidia.com/pgpu'], '1');
  expect(container(service).resources.limits).not.toHaveProperty(['nvidia.com/gpu']);
  expect(podSpec(service)).toMatchObject({ runtimeClassName: 'kata-qemu-nvidia-gpu', nodeSelector: { pool: 'vfio' } });
});

test('ACS pods name a class and a model, ask for policy enforcement, and choose no node', () => {
  const service = newService({ isolation: Isolation.acs({ gpuModel: 'GN8IS' }) });
  const { metadata } = manifest(service, 'Deployment').spec.template;
  expect(metadata.labels).toMatchObject({
    'alibabacloud.com/acs': 'true',
    'alibabacloud.com/compute-class': 'gpu',
    'alibabacloud.com/gpu-model-series': 'GN8IS',
  });
  expect(metadata.annotations).toHaveProperty(['alibabacloud.com/enable-network-policy-agent'], 'true');
  expect(container(service).resources.limits).toHaveProperty(['nvidia.com/gpu'], '1');
  expect(podSpec(service)).not.toHaveProperty('affinity');
});

test('dedicated nodes are chosen, and their taint is tolerated', () => {
  const isolation = Isolation.dedicatedNodes({ nodeLabels: { tenant: 'a' }, taintKey: 'tenant', taintValue: 'a' });
  const spec = podSpec(newService({ isolation }));
  expect(spec.nodeSelector).toEqual({ tenant: 'a' });
  expect(spec.tolerations).toContainEqual({ key: 'tenant', operator: 'Equal', value: 'a', effect: 'NoSchedule' });
});

test.each<[string, () => object, string]>([
  ['no GPU', () => ({ gpu: Gpu.exclusive(0) }), 'invalid number of GPUs: got 0'],
  ['half a GPU', () => ({ gpu: Gpu.exclusive(0.5) }), 'invalid number of GPUs: got 0.5'],
  ['a wrong partition', () => ({ gpu: Gpu.mig('10gb') }), 'invalid MIG profile: got "10gb"'],
  ['two partitions', () => ({ gpu: Gpu.mig('1g.10gb', 2) }), 'invalid number of MIG partitions: got 2'],
  ['no memory', () => ({ gpu: Gpu.shared({ memoryGiB: 0 }) }), 'GPU memory of a share is out of bounds: got 0'],
  [
    'odd compute',
    () => ({ gpu: Gpu.shared({ memoryGiB: 8, corePercent: 33 }) }),
    'compute of a share is out of bounds: got 33',
  ],
  ['no node labels', () => ({ isolation: Isolation.kataGpu({ nodeLabels: {} }) }), 'isolation names no nodes'],
  [
    'a model that is no label',
    () => ({ isolation: Isolation.acs({ gpuModel: 'a b' }) }),
    'GPU model is not a valid label value',
  ],
  [
    'a CPU class',
    () => ({ isolation: Isolation.acs({ gpuModel: 'GN8IS', computeClass: 'general-purpose' }) }),
    'compute class has no GPU: got "general-purpose"',
  ],
])('%s is refused', (_, props, message) => {
  expect(() => newService(props())).toThrow(message);
});
