import * as fc from 'fast-check';
import { container, engine, manifest, newService } from './fixtures';
import { AbuseBudget, AbuseBudgetOptions, Mesh } from '../../lib';
import { fuzzing } from '../support/fuzzing';

const MIB = 1024 * 1024;

function limitsOf(options: AbuseBudgetOptions): { args: string[]; env: Record<string, string>; patches: any[] } {
  const service = newService({ abuseBudget: AbuseBudget.of(options) });
  const { args, env } = container(service);
  return {
    args,
    env: Object.fromEntries(env.map(({ name, value }: any) => [name, value])),
    patches: manifest(service, 'EnvoyFilter').spec.configPatches.map(({ patch }: any) => patch.value),
  };
}

test('the defaults bound everything', () => {
  const { args, env, patches } = limitsOf({});
  expect(args).toEqual(
    expect.arrayContaining([
      '--max-num-seqs=64',
      '--max-num-queued-reqs=256',
      '--limit-mm-per-prompt={"image":1,"video":0,"audio":0}',
      '--max-model-len=16384',
    ]),
  );
  expect(env).toMatchObject({
    VLLM_MAX_N_SEQUENCES: '4',
    VLLM_MAX_COMPLETION_PROMPTS: '16',
    VLLM_MAX_IMAGE_PIXELS: String(16 * MIB),
    VLLM_MAX_MEDIA_REQUEST_DECODE_BYTES: String(64 * MIB),
    VLLM_MAX_AUDIO_DECODE_DURATION_S: '300',
  });
  const [rate, body, route] = patches;
  expect(rate.typed_config.token_bucket).toEqual({ max_tokens: 100, tokens_per_fill: 50, fill_interval: '1s' });
  // 16 MiB in Base64 and 4 MiB of text
  expect(body.typed_config.max_request_bytes).toBe(26 * MIB);
  expect(route).toEqual({ route: { timeout: '600s' } });
});

test('a long text meets the context length, of engine and sidecar alike', () => {
  const { args, patches } = limitsOf({ contextTokens: 8192, bodyMebibytes: 1 });
  expect(args).toContain('--max-model-len=8192');
  expect(patches[1].typed_config.max_request_bytes).toBe(MIB);
});

test('more images make room for themselves, and for nothing else', () => {
  const { args, env, patches } = limitsOf({ imagesPerRequest: 3, imageMegapixels: 8, mediaMebibytes: 6 });
  expect(args).toContain('--limit-mm-per-prompt={"image":3,"video":0,"audio":0}');
  expect(env).toMatchObject({
    VLLM_MAX_IMAGE_PIXELS: String(8 * MIB),
    VLLM_MAX_MEDIA_DOWNLOAD_SIZE_MB: '6',
    VLLM_MAX_MEDIA_REQUEST_DOWNLOAD_SIZE_MB: '18',
    VLLM_MAX_MEDIA_REQUEST_DECODE_BYTES: String(3 * 8 * 4 * MIB),
  });
  expect(patches[1].typed_config.max_request_bytes).toBe((24 + 4) * MIB);
});

test('the worst case is the product of the numbers', () => {
  expect(AbuseBudget.of({ contextTokens: 4096, secondsPerRequest: 60 }).worstCase).toEqual({
    answers: 64,
    tokens: 64 * 4096,
    decodedImageBytes: 64 * MIB,
    bufferedBytes: 256 * 26 * MIB,
    seconds: 4 * 60,
  });
  expect(AbuseBudget.of().worstCase.tokens).toBe(64 * 16384);
});

test('no number makes the worst case of a request larger than the product says', () => {
  const count = fc.integer({ min: 1, max: 64 });
  const options = fc.record({
    concurrentRequests: count,
    queuedRequests: fc.nat(64),
    imagesPerRequest: fc.nat(8),
    imageMegapixels: count,
    mediaMebibytes: count,
  });
  fc.assert(
    fc.property(options, (given) => {
      const { args, env, patches } = limitsOf(given);
      const worst = AbuseBudget.of(given).worstCase;
      expect(Number(env.VLLM_MAX_MEDIA_REQUEST_DECODE_BYTES)).toBe(worst.decodedImageBytes);
      expect(Number(env.VLLM_MAX_IMAGE_PIXELS) * 4 * given.imagesPerRequest).toBeLessThanOrEqual(
        worst.decodedImageBytes,
      );
      const admitted = given.concurrentRequests + given.queuedRequests;
      expect(args).toContain(`--max-num-queued-reqs=${admitted}`);
      expect(patches[1].typed_config.max_request_bytes * admitted).toBe(worst.bufferedBytes);
    }),
    fuzzing(50),
  );
});

test('without sidecars the engine keeps its limits', () => {
  const mesh = Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' });
  const service = newService({ mesh, abuseBudget: AbuseBudget.of({ concurrentRequests: 8 }) });
  expect(container(service).args).toContain('--max-num-seqs=8');
  expect(() => service.object('EnvoyFilter')).toThrow('service has no object of this kind');
});

test.each<[AbuseBudgetOptions, string]>([
  [{ concurrentRequests: 0 }, 'concurrentRequests of the abuse budget is out of bounds: got 0'],
  [{ contextTokens: 1.5 }, 'contextTokens of the abuse budget is out of bounds: got 1.5'],
  [{ queuedRequests: -1 }, 'queuedRequests of the abuse budget is out of bounds: got -1'],
  [{ mediaMebibytes: 1024 }, 'a request may be larger than a sidecar can hold: got "1370 MiB"'],
])('%j is refused', (options, message) => {
  expect(() => newService({ abuseBudget: AbuseBudget.of(options) })).toThrow(message);
});

test('a variable of the budget is changed in the budget', () => {
  const environment = { VLLM_MAX_N_SEQUENCES: '16384' };
  expect(() => newService({ engine: engine({ environment }) })).toThrow('allowed: a number of the abuse budget');
});
