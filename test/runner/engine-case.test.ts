import { partsOf, uncovered, withCpuChanges, without, writableMounts } from '../judges/runner/engine-case';
import { Container } from '../judges/runner/pod';

const CONTAINER: Container = {
  name: 'engine',
  args: ['--a'],
  env: [
    { name: 'HOME', value: '/home/app' },
    { name: 'USER', value: 'app' },
  ],
  volumeMounts: [
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'model', mountPath: '/models/m', readOnly: true },
  ],
};

test('every variable and mount can be taken away', () => {
  expect(partsOf(CONTAINER)).toEqual(['env HOME', 'env USER', 'mount /tmp', 'mount /models/m']);
  expect(partsOf(without(CONTAINER, ['env HOME', 'mount /tmp']))).toEqual(['env USER', 'mount /models/m']);
});

test('parts without an ablation, and ablations without a part, are named', () => {
  const ablations = [{ take: ['env HOME', 'env OTHER'], reason: 'because' }];
  expect(uncovered(CONTAINER, ablations)).toEqual({
    missing: ['env USER', 'mount /tmp', 'mount /models/m'],
    stale: ['env OTHER'],
  });
});

test('what a CPU needs comes after the contract', () => {
  const changed = withCpuChanges(CONTAINER, [{ args: ['--b'], env: { ISA: 'AVX2' }, why: 'no GPU' }]);
  expect(changed.args).toEqual(['--a', '--b']);
  expect(changed.env?.at(-1)).toEqual({ name: 'ISA', value: 'AVX2' });
});

test('writable mounts are those of sized scratch volumes', () => {
  const pod = {
    containers: [CONTAINER],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Mi' } }, { name: 'model' }],
  };
  expect(writableMounts(pod, CONTAINER)).toEqual({ '/tmp': 1048576 });
});
