import { ApiObject, App, Chart, Size, Testing } from 'cdk8s';
import {
  CloudIdentity,
  Gpu,
  guardrails,
  KubernetesVersion,
  Mesh,
  Scaling,
  SecureGpuInferenceServiceProps,
  SecureNamespace,
  SecureNamespaceProps,
} from '../../lib';
import { newService } from '../inference/fixtures';

/** What stops the synthesis of a namespace and services in it. */
function errors(space: Partial<SecureNamespaceProps>, ...services: Partial<SecureGpuInferenceServiceProps>[]): string {
  const app = new App({ outdir: Testing.app().outdir });
  const names = services.map(({ name }, index) => ({ name: name ?? `service-${index}` }));
  services.forEach((props, index) =>
    newService({ ...props, ...names[index] }, new Chart(app, `llm-${index}`, { namespace: 'inference' })),
  );
  new SecureNamespace(new Chart(app, 'platform'), 'Namespace', { name: 'inference', gpus: 8, ...space });
  return errorOf(app);
}

function errorOf(app: App): string {
  try {
    app.synth();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

beforeEach(() => jest.spyOn(process, 'emitWarning').mockReset());
afterAll(() => jest.restoreAllMocks());

const RRSA = { roleName: 'reader', region: 'cn-hangzhou' };
const ARNS = { roleArn: 'acs:ram::1:role/reader', oidcProviderArn: 'acs:ram::1:oidc-provider/ack-rrsa-c1' };
const SHARED = { gpu: Gpu.shared({ memoryGiB: 8, corePercent: 30 }) };

describe('a namespace and the services in it', () => {
  test('agree', () => {
    expect(errors({}, { gpu: Gpu.exclusive(4) })).toBe('');
    expect(errors({ cloudIdentity: true }, { cloudIdentity: CloudIdentity.rrsa(RRSA) })).toBe('');
    expect(errors({}, { cloudIdentity: CloudIdentity.rrsa({ ...RRSA, arns: ARNS }) })).toBe('');
    expect(errors({ quota: { gpuMemoryGiB: 16, gpuCorePercent: 60 } }, SHARED)).not.toContain('quota');
    expect(errors({ quota: { mig: { '1g.10gb': 2 } } }, { gpu: Gpu.mig('1g.10gb') })).toBe('');
    expect(
      errors({ quota: { devices: { 'gpu.nvidia.com': 2 } } }, { gpu: Gpu.dra({ deviceClass: 'gpu.nvidia.com' }) }),
    ).toBe('');
  });

  test.each<[string, Partial<SecureNamespaceProps>, Partial<SecureGpuInferenceServiceProps>]>([
    ['mesh of the service [llm-0/Qwen] is not that of its namespace', { mesh: Mesh.istio({ trustDomain: 'a' }) }, {}],
    ['Kubernetes version of the service [llm-0/Qwen]', {}, { kubernetesVersion: KubernetesVersion.V1_35 }],
    ['cloud identity of the service [llm-0/Qwen]', {}, { cloudIdentity: CloudIdentity.rrsa(RRSA) }],
    ['requests.aliyun.com/gpu-mem', {}, SHARED],
    ['requests.aliyun.com/gpu-core.percentage', { quota: { gpuMemoryGiB: 99 } }, SHARED],
    ['requests.nvidia.com/mig-1g.10gb', {}, { gpu: Gpu.mig('1g.10gb') }],
    ['count/resourceclaims.resource.k8s.io', {}, { gpu: Gpu.dra({ deviceClass: 'gpu.nvidia.com' }) }],
    [
      'gpu.nvidia.com.deviceclass.resource.k8s.io/devices',
      { quota: { devices: { 'gpu.nvidia.com': 3 } } },
      { gpu: Gpu.dra({ deviceClass: 'gpu.nvidia.com', count: 2 }) },
    ],
    ['requests.cpu', { quota: { cpu: 7 } }, {}],
    ['requests.memory', { quota: { memory: Size.gibibytes(16) } }, {}],
    ['requests.ephemeral-storage', { quota: { ephemeralStorage: Size.gibibytes(1) } }, {}],
    ['more pods', { quota: { pods: 1 } }, {}],
  ])('disagree: %s', (what, space, service) => {
    const message = errors(space, service);
    expect(message).toContain('[platform/Namespace] ');
    expect(message).toContain(what);
    expect(message).toContain('[llm-0/Qwen]');
  });

  test('share one quota, all replicas counted', () => {
    const three = { gpu: Gpu.exclusive(1), scaling: Scaling.fixed(3) };
    expect(errors({ gpus: 6 }, three, three)).toBe('');
    expect(errors({ gpus: 5 }, three, three)).toContain(
      'services ask for more requests.nvidia.com/gpu than the quota of the namespace gives: got "[llm-0/Qwen] 3, [llm-1/Qwen] 3"; allowed: 5 together',
    );
  });
});

describe('names', () => {
  test('of two services in one namespace are refused, with both paths', () => {
    const message = errors({}, { name: 'qwen' }, { name: 'qwen' });
    expect(message).toContain('[llm-0/Qwen] service has the name of another one: got "qwen, also of [llm-1/Qwen]"');
  });

  test('of two namespaces are refused', () => {
    const app = new App({ outdir: Testing.app().outdir });
    ['a', 'b'].forEach((id) => new SecureNamespace(new Chart(app, id), 'Namespace', { name: 'inference', gpus: 0 }));
    expect(errorOf(app)).toContain(
      '[a/Namespace] namespace has the name of another one: got "inference, also of [b/Namespace]"',
    );
  });

  test('of two objects of any kind are refused where rules are enforced', () => {
    const app = new App({ outdir: Testing.app().outdir });
    guardrails.Checks.enforceOn(app);
    const add = (id: string, namespace: string) =>
      new ApiObject(new Chart(app, id, { namespace }), 'Config', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'c' },
      });
    add('a', 'one');
    add('b', 'two');
    expect(errorOf(app)).toBe('');
    add('d', 'one');
    expect(errorOf(app)).toContain(
      '[d/Config] object has the name of another one: got "/ConfigMap one/c, also of [a/Config]"',
    );
  });

  test('of a chart and the namespace in it differ: refused', () => {
    const app = new App({ outdir: Testing.app().outdir });
    const chart = new Chart(app, 'llm', { namespace: 'infer' });
    new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 8 });
    newService({}, chart);
    expect(errorOf(app)).toContain(
      '[llm/Namespace] namespace of the service [llm/Qwen] is not the one in its chart: got "infer"; allowed: inference',
    );
  });

  test.each(['kube-system', 'default', 'istio-system'])('of the system are refused: %s', (name) => {
    const app = new App({ outdir: Testing.app().outdir });
    const what = 'namespace is one of the system';
    expect(() => new SecureNamespace(new Chart(app, 'a'), 'Namespace', { name, gpus: 0 })).toThrow(what);
    expect(() => newService({}, new Chart(app, 'b', { namespace: name }))).toThrow(what);
  });
});

test('a service that nobody may call is a warning, once', () => {
  errors({}, {});
  const warnings = (process.emitWarning as jest.Mock).mock.calls;
  expect(warnings).toEqual([
    [expect.stringMatching(/^\[llm-0\/Qwen\] nobody may call the service/), { type: 'NoCaller' }],
  ]);
});

test('an accelerator that nobody names may not be asked for', () => {
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'platform');
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4 });
  expect(chart.toJson().find(({ kind }) => kind === 'ResourceQuota').spec.hard).toMatchObject({
    'requests.nvidia.com/gpu': '4',
    'requests.nvidia.com/mig-1g.10gb': '0',
    'requests.aliyun.com/gpu-mem': '0',
    'count/resourceclaims.resource.k8s.io': '0',
  });
});
