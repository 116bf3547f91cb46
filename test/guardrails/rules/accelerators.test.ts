import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { Manifest } from '../../../lib/objects/manifest';

/** What gives a container an accelerator: fields of the container, of the pod spec, and annotations of the pod. */
interface Sign {
  readonly container?: object;
  readonly spec?: object;
  readonly annotations?: Readonly<Record<string, string>>;
}

const limits = (name: string): Sign => ({ container: { resources: { limits: { [name]: '1' } } } });
const device = (path: string): Sign => ({
  container: { volumeMounts: [{ name: 'device', mountPath: '/device' }] },
  spec: { volumes: [{ name: 'device', hostPath: { path } }] },
});
const mount = (mountPath: string): Sign => ({
  container: { volumeMounts: [{ name: 'devices', mountPath }] },
  spec: { volumes: [{ name: 'devices', emptyDir: {} }] },
});
const visible = (value?: string): Sign => ({ container: { env: [{ name: 'NVIDIA_VISIBLE_DEVICES', value }] } });

const RESOURCES = [
  ...['nvidia.com/gpu', 'nvidia.com/mig-1g.10gb', 'nvidia.com/pgpu', 'nvidia.com/gpu.shared', 'nvidia.com/GA102GL_A10'],
  ...['aliyun.com/gpu-mem', 'aliyun.com/gpu-core.percentage', 'aliyun.com/ppu', 'alibabacloud.com/ppu'],
  ...['koordinator.sh/gpu', 'koordinator.sh/gpu-core', 'koordinator.sh/gpu-memory-ratio', 'koordinator.sh/xpu'],
  ...['amd.com/gpu', 'amd.com/cpx_nps4', 'gpu.intel.com/i915', 'gpu.intel.com/xe', 'intel.com/gpu', 'habana.ai/gaudi'],
  ...['huawei.com/Ascend910', 'huawei.com/Ascend310P-2c', 'huawei.com/npu', 'cambricon.com/vmlu', 'hygon.com/dcunum'],
  ...['google.com/tpu', 'cloud-tpus.google.com/v3', 'aws.amazon.com/neuroncore', 'qualcomm.com/qaic'],
  ...['volcano.sh/vgpu-number', 'tencent.com/vcuda-core', 'baidu.com/a100_80g_cgpu', 'metax-tech.com/sgpu'],
  ...[
    'mthreads.com/vgpu',
    'enflame.com/gcu',
    'birentech.com/gpu',
    'iluvatar.ai/vgpu',
    'example.com/npu',
    'elastic.io/gpu',
  ],
];

const SIGNS: Readonly<Record<string, Sign>> = {
  ...Object.fromEntries(RESOURCES.map((name) => [name, limits(name)])),
  'requests alone': { container: { resources: { requests: { 'nvidia.com/gpu': '1' } } } },
  'a claim': {
    container: { resources: { claims: [{ name: 'gpu' }] } },
    spec: { resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu' }] },
  },
  'a claim of the pod alone': { spec: { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] } },
  ...Object.fromEntries(
    ['nvidia', 'nvidia-cdi', 'kata-qemu-nvidia-gpu', 'ascend'].map((name) => [
      `runtime class ${name}`,
      { spec: { runtimeClassName: name } },
    ]),
  ),
  ...Object.fromEntries(
    [
      '/dev/nvidia0',
      '/dev/dri',
      '/dev/dri/renderD128',
      '/dev/kfd',
      '/dev/davinci0',
      '/dev/vfio/12',
      '/dev',
      '//dev//',
    ].map((path) => [`volume ${path}`, device(path)]),
  ),
  'devices by mount': mount('/var/run/nvidia-container-devices/all'),
  'CDI annotation': { annotations: { 'cdi.k8s.io/engine': 'nvidia.com/gpu=all' } },
  'visible devices all': visible('all'),
  'visible devices from elsewhere': {
    container: { env: [{ name: 'NVIDIA_VISIBLE_DEVICES', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }] },
  },
};

const NONE: Readonly<Record<string, Sign>> = {
  nothing: {},
  ...Object.fromEntries(
    [
      ...['cpu', 'memory', 'hugepages-2Mi', 'rdma/hca', 'github.com/fuse', 'devices.kubevirt.io/kvm'],
      ...['kubernetes.io/batch-cpu', 'aliyun/eni', 'aliyun/member-eni', 'intel.com/sgx', 'smarter-devices/snd'],
      ...['sgx.alibabacloud.com/epc', 'example.com/input', 'example.com/output-slots'],
    ].map((name) => [name, limits(name)]),
  ),
  ...Object.fromEntries(
    ['runc', 'runv', 'gvisor', 'kata-qemu'].map((name) => [name, { spec: { runtimeClassName: name } }]),
  ),
  ...Object.fromEntries(['/dev/shm', '/device', '/var/dev', '/dev/null'].map((path) => [path, device(path)])),
  'no device by mount': mount('/var/run/nvidia'),
  'another annotation': { annotations: { 'cdi.example.com/engine': 'all' } },
  'visible devices none': visible('none'),
  'visible devices without a value': visible(),
};

/** Every rule that is about pods with an accelerator, and breaks on this Deployment if it has one. */
const RULES = ['SAI-AVL-003', 'SAI-AVL-004', 'SAI-AVL-007', 'SAI-MSH-013', 'SAI-GPU-009', 'SAI-IMG-007', 'SAI-ENG-008'];

function deployment({ container, spec, annotations }: Sign): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'engine', namespace: 'inference' },
    spec: {
      selector: { matchLabels: { app: 'engine' } },
      template: {
        metadata: { labels: { app: 'engine' }, ...(annotations && { annotations }) },
        spec: {
          containers: [
            {
              name: 'engine',
              image: 'own',
              livenessProbe: { httpGet: { port: 8000 } },
              ports: [{ containerPort: 8000 }],
              ...container,
            },
          ],
          ...spec,
        },
      },
    },
  } as Manifest;
}

const found = (...objects: Manifest[]) => new Set(evaluateManifests(objects).map(({ rule }) => rule.id));

describe('accelerators', () => {
  test.each(Object.entries(SIGNS))('every rule about accelerators sees %s', (_, sign) => {
    const ids = found(deployment(sign));
    expect(RULES.filter((id) => !ids.has(id))).toEqual([]);
  });

  test.each(Object.entries(NONE))('%s is none', (_, sign) => {
    const ids = found(deployment(sign));
    expect(RULES.filter((id) => ids.has(id))).toEqual([]);
  });

  test('what is given to all containers is that of the one that asks for it', () => {
    const [engine] = [deployment({ ...limits('nvidia.com/gpu'), spec: { runtimeClassName: 'nvidia' } })] as any[];
    const { containers } = engine.spec.template.spec;
    containers[0].startupProbe = { failureThreshold: 90 };
    containers.push({ name: 'proxy', image: 'proxy', livenessProbe: {} });
    expect(found(engine)).not.toContain('SAI-AVL-003');
    delete containers[0].resources;
    expect(found(engine)).toContain('SAI-AVL-003');
  });

  test.each([
    'requests.nvidia.com/gpu',
    'requests.huawei.com/Ascend910',
    'count/resourceclaims.resource.k8s.io',
    'gpu.nvidia.com.deviceclass.resource.k8s.io/devices',
  ])('a quota of %s is one of accelerators', (name) => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q', namespace: 'inference' },
      spec: { hard: { [name]: '1' } },
    };
    expect(found(deployment(limits('nvidia.com/gpu')), quota as Manifest)).not.toContain('SAI-GPU-009');
  });

  test('a quota of other things is none of accelerators', () => {
    const hard = { 'requests.cpu': '1', 'count/jobs.batch': '1', 'requests.example.com/dongle': '1' };
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q', namespace: 'inference' },
      spec: { hard },
    };
    expect(found(deployment(limits('nvidia.com/gpu')), quota as Manifest)).toContain('SAI-GPU-009');
  });

  test.each([
    'aliyun.com/gpu-mem',
    'nvidia.com/mps',
    'nvidia.com/gpu.shared',
    'nvidia.com/mig-1g.5gb.shared',
    'nvidia.com/gpumem-percentage',
    'koordinator.sh/gpu-core',
    'volcano.sh/vgpu-memory',
    'tencent.com/vcuda-core',
    'baidu.com/cgpu',
  ])('%s is shared without isolation by hardware', (name) =>
    expect(found(deployment(limits(name)))).toContain('SAI-GPU-004'),
  );

  test.each([
    'nvidia.com/gpu',
    'nvidia.com/mig-1g.10gb',
    'nvidia.com/pgpu',
    'amd.com/gpu',
    'huawei.com/Ascend910',
    'alibabacloud.com/ppu',
  ])('%s is not shared', (name) => expect(found(deployment(limits(name)))).not.toContain('SAI-GPU-004'));
});
