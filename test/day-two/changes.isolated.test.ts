import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App, Chart, Size } from 'cdk8s';
import { identityOf, refusedChanges } from './immutable';
import { exampleNames } from '../../examples/support/example';
import * as library from '../../lib';
import { Manifest } from '../../lib/objects/manifest';
import { podsOf } from '../../lib/objects/pods';

let suffix = '';
jest.mock('../../lib/inference/model-verification/model-guard-program', () => {
  const actual = jest.requireActual('../../lib/inference/model-verification/model-guard-program');
  return { ...actual, modelGuardProgram: () => `${actual.modelGuardProgram()}${suffix}` };
});

// whoever asks for more raises the quota in the same change, which is none of this test
jest.mock('../../lib/kubernetes/namespace-fit', () => {
  const actual = jest.requireActual('../../lib/kubernetes/namespace-fit');
  const isNoQuota = ({ what }: { what: string }) => !what.includes('the quota of the namespace');
  return { ...actual, misfits: (...args: unknown[]) => actual.misfits(...args).filter(isNoQuota) };
});

const folder = mkdtempSync(join(tmpdir(), 'day-two-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  suffix = '';
  jest.restoreAllMocks();
});

/** Makes every call of a factory give something else. */
function changing<T extends object, K extends keyof T & string>(
  owner: T,
  name: K,
  change: (args: any[]) => any[],
): void {
  const original = (owner[name] as unknown as (...args: any[]) => unknown).bind(owner);
  jest.spyOn(owner as any, name).mockImplementation((...args: any[]) => original(...change(args)));
}

const DIGEST = 'sha256:aaaabbbbccccddddeeeeffff00001111222233334444555566667777888899ab';
const withDigest = (reference: string) => reference.replace(/sha256:.*/, DIGEST);
const ENGINES = ['vllm', 'sglang', 'triton', 'llamaCpp', 'tgi', 'nim', 'custom'] as const;

/** What a team changes, and whether pods have to roll for it. */
const CHANGES: Record<string, { readonly apply: () => unknown; readonly rolls: boolean }> = {
  'next model': {
    rolls: true,
    apply: () => {
      const { ModelSource } = library;
      changing(ModelSource, 'oss', ([options]) => [{ ...options, prefix: `${options.prefix}-next` }]);
      changing(ModelSource, 'nas', ([options]) => [{ ...options, path: `${options.path}-next` }]);
      changing(ModelSource, 'pvc', ([options]) => [{ ...options, subPath: `${options.subPath ?? 'm'}-next` }]);
      changing(ModelSource, 'ociImage', ([options]) => [{ ...options, reference: withDigest(options.reference) }]);
    },
  },
  'next version of the engine': {
    rolls: true,
    apply: () => {
      for (const name of ENGINES.filter((each) => each in library.InferenceEngine)) {
        changing(library.InferenceEngine, name as 'vllm', ([options]) => [
          { ...options, image: withDigest(options.image) },
        ]);
      }
    },
  },
  'other GPU': {
    rolls: true,
    apply: () => {
      const { Gpu } = library;
      changing(Gpu, 'exclusive', ([count]) => [count, { card: 'NVIDIA-H20' }]);
      changing(Gpu, 'shared', ([options]) => [{ ...options, memoryGiB: options.memoryGiB + 1 }]);
      changing(Gpu, 'mig', () => ['2g.20gb']);
      changing(Gpu, 'dra', ([options]) => [{ ...options, selectors: ['true'] }]);
    },
  },
  'other limits': {
    rolls: false,
    apply: () => {
      changing(library.AbuseBudget, 'of', ([options]) => [{ ...options, contextTokens: 16384 }]);
      changing(library.Scaling, 'fixed', ([replicas]) => [replicas + 1]);
    },
  },
  'upgrade of the library': {
    rolls: false,
    apply: () => (suffix = '\n// newer'),
  },
};

async function objectsOf(name: string): Promise<Map<string, Manifest>> {
  const { build } = await import(`../../examples/${name}`);
  const apps: App[] = build(folder).filter((app: unknown) => app instanceof App);
  const manifests = apps.flatMap(({ charts }) => charts.flatMap((chart) => chart.toJson() as Manifest[]));
  return new Map(manifests.map((manifest) => [identityOf(manifest), manifest]));
}

const refused = (one: Map<string, Manifest>, other: Map<string, Manifest>) =>
  [...one].flatMap(([identity, object]) => {
    const after = other.get(identity);
    return after ? refusedChanges(object, after) : [];
  });

const templates = (objects: Map<string, Manifest>) =>
  [...objects]
    .filter(([, { kind }]) => kind !== 'Job')
    .map(([identity, object]) => [identity, podsOf(object).map(({ spec }) => spec)]);

const names = exampleNames();

describe.each(Object.entries(CHANGES))('%s', (change, { apply, rolls }) => {
  let changed = 0;

  test.each(names)('%s: applied over the version before, and back, no field that must stay changes', async (name) => {
    const before = await objectsOf(name);
    apply();
    const after = await objectsOf(name);
    expect(refused(before, after)).toEqual([]);
    expect(refused(after, before)).toEqual([]);
    if (isDeepStrictEqual(before, after)) {
      return;
    }
    changed += 1;
    if (rolls) {
      expect(templates(after)).not.toEqual(templates(before));
    }
    if (change === 'upgrade of the library') {
      expect([...after.keys()]).toEqual([...before.keys()]);
      expect(templates(after)).toEqual(templates(before));
    }
  });

  test('changes some example', () => expect(changed).toBeGreaterThan(0));
});

test('the table finds what an API server would refuse', () => {
  const volume = (path: string): Manifest => ({
    ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'model' } },
    spec: { csi: { driver: 'd', volumeAttributes: { path } } },
  });
  expect(refusedChanges(volume('/v1'), volume('/v2'))).toEqual(['PersistentVolume/model spec.csi']);
  const map = (text: string): Manifest => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, immutable: true },
    data: { text },
  });
  expect(refusedChanges(map('a'), map('b'))).toEqual(['ConfigMap/map data']);
});

test('another engine under the same name keeps what selects its pods', () => {
  const { Gpu, InferenceEngine, ModelFormat, ModelSource, SecureGpuInferenceService } = library;
  const image = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/engine@${DIGEST}`;
  const objects = (engine: library.InferenceEngine) => {
    const chart = new Chart(new App(), 'chart', { namespace: 'inference' });
    new SecureGpuInferenceService(chart, 'Chat', {
      engine,
      gpu: Gpu.exclusive(1),
      model: ModelSource.pvc({
        ...{ name: 'qwen', claimName: 'models', format: ModelFormat.SAFETENSORS, size: Size.gibibytes(16) },
      }),
    });
    return new Map((chart.toJson() as Manifest[]).map((manifest) => [identityOf(manifest), manifest]));
  };
  const vllm = objects(InferenceEngine.vllm({ image, version: '0.33.0' }));
  const sglang = objects(InferenceEngine.sglang({ image, version: '0.5.23' }));
  expect([...vllm.keys()]).toContain('apps/Deployment|inference|chat');
  expect(refused(vllm, sglang)).toEqual([]);
});
