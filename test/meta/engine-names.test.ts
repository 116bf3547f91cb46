import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NIM, SGLANG, TGI, TRITON, VLLM } from '../../lib/engines';

const LIB = join(__dirname, '../../lib');

/** Only the factories may name an engine: everything else is derived from its profile. */
const FACTORIES = 'inference/inference-engine.ts';

const NAMES = [VLLM, SGLANG, TRITON, NIM, TGI].map(({ name }) => name);

/** `vllm` as a word or the beginning of one, `Vllm` and `VLLM` anywhere. */
const ENGINE = new RegExp(
  NAMES.map((name) => `(?<![A-Za-z])${name}|${name[0].toUpperCase()}${name.slice(1)}|${name.toUpperCase()}`).join('|'),
);

function code(file: string): string {
  return readFileSync(join(LIB, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
}

const files = ['inference', 'kubernetes'].flatMap((folder) =>
  (readdirSync(join(LIB, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);

test('the factories name every engine, so that the pattern finds names', () => {
  for (const name of NAMES) {
    expect(code(FACTORIES)).toContain(`new InferenceEngine(${name.toUpperCase()}, options)`);
  }
  expect(ENGINE.test(code(FACTORIES))).toBe(true);
});

test.each(files.filter((file) => file !== FACTORIES))('%s names no engine', (file) => {
  expect(code(file).match(ENGINE)?.[0]).toBeUndefined();
});
