import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { container, DIGEST, engine, newService } from './fixtures';
import { AbuseBudget, Gpu, InferenceEngine, ModelFormat, ModelSource, ModelTask } from '../../lib';
import { ENGINES } from '../../lib/engines';
import { VLLM } from '../../lib/engines/vllm/profile';
import { engineContext } from '../../lib/inference/default-context';
import { fuzzing } from '../support/fuzzing';

const contextOf = (gpu: Gpu): string | undefined =>
  container(newService({ gpu })).args.find((arg: string) => arg.startsWith('--max-model-len'));

// the model of the fixtures has 16 GiB, a token 320 KiB
test.each<[string, Gpu, number]>([
  ['any card', Gpu.exclusive(1), 16384],
  ['a card that is not known', Gpu.exclusive(1, { card: 'NVIDIA-B9000' }), 16384],
  ['24 GiB: 5.6 GiB are left', Gpu.exclusive(1, { card: 'NVIDIA-A10' }), 16384],
  ['a card that names its memory', Gpu.exclusive(1, { card: 'Tesla-V100-SXM2-32GB' }), 16384],
  ['20 GiB: 2 GiB are left', Gpu.shared({ memoryGiB: 20 }), 4096],
  ['two cards of 16 GiB', Gpu.exclusive(2, { card: 'Tesla-T4' }), 16384],
  ['no room at all', Gpu.mig('1g.10gb'), 2048],
])('a prompt and its answer are bounded by default: %s', (_, gpu, tokens) => {
  expect(contextOf(gpu)).toBe(`--max-model-len=${tokens}`);
});

test('what the budget says holds, whatever the memory', () => {
  const abuseBudget = AbuseBudget.of({ contextTokens: 65536 });
  expect(container(newService({ abuseBudget, gpu: Gpu.shared({ memoryGiB: 20 }) })).args).toContain(
    '--max-model-len=65536',
  );
});

test('a service without answers of text leaves the context to the model, and counts a token for each byte', () => {
  const service = newService({ engine: engine(), tasks: [ModelTask.EMBEDDING] });
  expect(container(service).args.join(' ')).not.toContain('--max-model-len');
  expect(service._plan.budget.worstCase.tokens).toBe(4 * 1024 * 1024);
  expect(service._plan.budget._gatewayLimits().tokens).toBe(4 * 1024 * 1024);
});

test('llama.cpp, which reserves a context for each request, is told none, and nothing holds a number of tokens', () => {
  const llama = (contextTokens?: number) =>
    newService({
      engine: InferenceEngine.llamaCpp({ image: `acme.example.com/llama@${DIGEST}`, version: '0.5.0' }),
      model: ModelSource.pvc({
        ...{ name: 'model', claimName: 'models', format: ModelFormat.GGUF },
        size: Size.gibibytes(1),
      }),
      abuseBudget: AbuseBudget.of({ contextTokens }),
    });
  expect(container(llama()).args.join(' ')).not.toContain('--kv-unified-per-slot');
  expect(llama()._plan.budget._gatewayLimits().tokens).toBeUndefined();
  expect(container(llama(4096)).args.join(' ')).toContain('--kv-unified-per-slot 4096');
  expect(llama(4096)._plan.budget._gatewayLimits().tokens).toBe(64 * 4096);
});

test('no known memory gives more than is free, down to the least', () => {
  const gibibytes = fc.integer({ min: 1, max: 640 });
  fc.assert(
    fc.property(gibibytes, gibibytes, (gpuGiB, modelGiB) => {
      const tokens = engineContext(VLLM, [ModelTask.CHAT], { gpuGiB, modelGiB }).contextTokens!;
      const free = (gpuGiB * 0.9 - modelGiB) * 1024 * 1024;
      expect([2048, 4096, 8192, 16384]).toContain(tokens);
      expect(tokens * 320 <= free || tokens === 2048).toBe(true);
      expect(tokens * 2 * 320 > free || tokens === 16384).toBe(true);
    }),
    fuzzing(200),
  );
});

test('the worst case is a number for all tasks of all engines', () => {
  const tasks = fc.subarray(Object.values(ModelTask), { minLength: 1 });
  const profiles = Object.values(ENGINES);
  expect(profiles.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.constantFrom(...profiles), tasks, (profile, of) => {
      const { tokens } = AbuseBudget.of()._for(of, engineContext(profile, of, { modelGiB: 1 })).worstCase;
      expect(Number.isSafeInteger(tokens) && tokens > 0).toBe(true);
    }),
    fuzzing(50),
  );
});
