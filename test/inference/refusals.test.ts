import { App, Chart, Size, Testing } from 'cdk8s';
import { engine, IMAGE, MODEL, newChart, newService } from './fixtures';
import { Gpu, KubernetesVersion, ModelFormat, ModelSource, Isolation, SandboxRuntime, Scaling } from '../../lib';

function refusal(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

test.each([
  ['a tag', 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm:0.33.0'],
  ['latest', 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm:latest'],
  ['no tag', 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm'],
  ['no registry', `vllm/vllm-openai@sha256:${'a'.repeat(64)}`],
  ['a short digest', 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm@sha256:abc'],
])('an image with %s is refused', (_, image) => {
  expect(refusal(() => newService({ engine: engine({ image }) }))).toMatch(
    /^\[llm\/Qwen\] image is not pinned by digest in a named registry: got ".*"; allowed: .*@sha256:.*; fix: /,
  );
});

test.each([0, -1, 1.5, 17, NaN])('%d gpus are refused', (count) => {
  expect(refusal(() => newService({ gpu: Gpu.exclusive(count) }))).toContain(
    `[llm/Qwen] invalid number of GPUs: got ${count}; allowed: a whole number from 1 to 16`,
  );
});

test.each([Scaling.fixed(0), Scaling.onQueueDepth({ min: 3, max: 2 }), Scaling.fixed(1.5)])(
  'replicas out of bounds are refused',
  (scaling) => {
    expect(refusal(() => newService({ scaling }))).toContain('replicas are out of bounds');
  },
);

test('a target of no waiting requests is refused', () => {
  const scaling = Scaling.onQueueDepth({ min: 1, max: 2, waitingPerReplica: 0 });
  expect(refusal(() => newService({ scaling }))).toContain('waiting requests per replica are out of bounds: got 0');
});

test.each([
  ['user', { user: 0 }],
  ['group', { group: 0 }],
  ['user', { user: 1001.5 }],
  ['termination grace in seconds', { terminationGraceSeconds: 5 }],
])('%s out of bounds is refused', (what, pod) => {
  expect(refusal(() => newService({ pod }))).toContain(`${what} is out of bounds`);
});

test('a pod without cpu is refused', () => {
  expect(refusal(() => newService({ pod: { cpu: 0 } }))).toContain('cpu is not positive: got 0');
});

test.each([
  '/etc/nvidia',
  '/etc/nvidia/profiles',
  '/etc/ld.so.conf.d',
  '/etc',
  '/usr/lib',
  '/proc',
  '/dev/nvidia0',
  '/var/run/secrets/x',
])('a volume over %s is refused', (path) => {
  const scratch = [{ name: 'extra', path, size: Size.mebibytes(1) }];
  expect(refusal(() => newService({ pod: { scratch } }))).toContain(
    `volume extra shadows a path of the system: got "${path}"`,
  );
});

test.each(['relative', '/a/../etc', '/a/', '/'])('a volume at %s is refused', (path) => {
  const scratch = [{ name: 'extra', path, size: Size.mebibytes(1) }];
  expect(refusal(() => newService({ pod: { scratch } }))).toContain('volume extra has no absolute path');
});

test('two volumes of one name are refused', () => {
  const scratch = ['/a', '/b'].map((path) => ({ name: 'extra', path, size: Size.mebibytes(1) }));
  expect(refusal(() => newService({ pod: { scratch } }))).toContain('two volumes have the same name: got "extra"');
});

test('directories that may hold more than the limits are refused', () => {
  const pod = { memory: Size.mebibytes(512), ephemeralStorage: Size.mebibytes(512) };
  const message = refusal(() => newService({ pod }));
  expect(message).toContain('directories in memory may hold more than the memory of the pod');
  expect(message).toContain('directories on disk may hold more than the ephemeral storage of the pod');
});

test('gpu in runv is refused with the ways out', () => {
  const message = refusal(() => newService({ isolation: Isolation.sandboxed(SandboxRuntime.RUNV) }));
  expect(message).toContain('runv pods cannot have a gpu');
  expect(message).toMatch(/fix: run on ACS GPU pods.*Kata with VFIO.*a node pool of its own/);
});

test.each(['Qwen_Chat', '9lives', 'a-', 'with space'])('the name %s is refused with one that works', (name) => {
  expect(refusal(() => newService({ name }))).toMatch(
    /name is not a DNS label: got ".*"; .*; fix: give a name such as "[a-z]/,
  );
});

test('a name longer than a host name is refused, from props or from the id', () => {
  expect(refusal(() => newService({ name: 'a'.repeat(64) }))).toContain('name has 64 characters');
});

test.each(['../escape', '/absolute', 'a/../../b'])('a model directory of %s is refused', (subPath) => {
  const model = ModelSource.pvc({ ...MODEL, subPath });
  expect(refusal(() => newService({ model }))).toContain('model directory leaves its volume');
});

test.each(['..', 'a/b', '', '-x'])('a model name of %p is refused', (name) => {
  expect(refusal(() => newService({ model: ModelSource.pvc({ ...MODEL, name }) }))).toContain(
    'model name is not a directory name',
  );
});

test('a format that the engine does not load is refused', () => {
  const model = ModelSource.pvc({ ...MODEL, format: ModelFormat.ONNX });
  expect(refusal(() => newService({ model }))).toContain('model format is not one that vllm loads safely: got "onnx"');
});

test('a literal secret in the environment is refused', () => {
  const environment = { HF_TOKEN: 'hf_' + 'a'.repeat(34) };
  expect(refusal(() => newService({ engine: engine({ environment }) }))).toContain('HF_TOKEN');
});

test.each([
  ['in a name', { name: '${TfToken[TOKEN.0]}' }],
  ['in the environment', { engine: engine({ environment: { ROLE: 'prefix-${TfToken[role.7]}' } }) }],
  ['in an argument', { engine: engine({ args: ['--seed=${TfToken[TOKEN.1]}'] }) }],
  ['in a claim name', { model: ModelSource.pvc({ ...MODEL, claimName: '${TfToken[TOKEN.2]}' }) }],
])('a cdktf token %s is refused', (_, props) => {
  expect(refusal(() => newService(props))).toMatch(/(a property|model source) holds a cdktf token/);
});

test('a chart without a namespace is refused', () => {
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'llm');
  expect(refusal(() => newService({}, chart))).toContain('[llm/Qwen] chart has no namespace: got nothing');
});

test('everything that is wrong is said in one run, each with the construct path', () => {
  const message = refusal(() =>
    newService({ engine: engine({ image: 'vllm:latest' }), gpu: Gpu.exclusive(-1), scaling: Scaling.fixed(0) }),
  );
  expect(message.split('\n')).toHaveLength(3);
  expect(message.split('\n').every((line) => line.startsWith('[llm/Qwen] '))).toBe(true);
});

test('nothing is left in the tree for others to synthesize when a service is refused', () => {
  const chart = newChart();
  refusal(() => newService({ gpu: Gpu.exclusive(0) }, chart));
  expect(chart.toJson()).toEqual([]);
});

test('what is right is not refused', () => {
  expect(() =>
    newService({ kubernetesVersion: KubernetesVersion.V1_36, engine: engine({ image: IMAGE }) }),
  ).not.toThrow();
});
