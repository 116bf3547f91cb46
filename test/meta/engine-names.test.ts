import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceEngine } from '../../lib';
import { EngineProfile, ENGINES } from '../../lib/engines';
import { ENGINE_IMAGES } from '../../lib/pipeline/engine-images';

const LIB = join(__dirname, '../../lib');

/** Only the factories may name an engine: everything else is derived from its profile. */
const FACTORIES = 'inference/inference-engine.ts';

const PROFILES: [string, EngineProfile][] = Object.entries(ENGINES);

const NAMES = PROFILES.map(([, { name }]) => name);

/** Files that hold what is known of one engine. */
const PARTS = ['profile', 'flags', 'refused', 'routes', 'advisories', 'launch'];

/** Engines whose image the pipelines do not build, and why. */
const NO_IMAGE: Readonly<Record<string, string>> = {
  nim: 'its licence forbids taking the image apart',
  tgi: 'its images start shell scripts and run as root only',
};

/** The flags of NIM are those of the vLLM inside. */
const WITHOUT: Readonly<Record<string, string[]>> = { nim: ['flags'] };

/** `vllm` as a word or the beginning of one, `Vllm` and `VLLM` anywhere; `llamaCpp` and `LLAMA_CPP` of llama-cpp. */
const ENGINE = new RegExp(
  PROFILES.map(([key, { name }]) => {
    const constant = name.toUpperCase().replaceAll('-', '_');
    return `(?<![A-Za-z])(${name}|${key})|${key[0].toUpperCase()}${key.slice(1)}|${constant}`;
  }).join('|'),
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

test('every folder of lib/engines is an engine of the record', () => {
  const folders = readdirSync(join(LIB, 'engines'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const engines = folders
    .map(({ name }) => name)
    .filter((name) => existsSync(join(LIB, 'engines', name, 'profile.ts')));
  expect(engines.sort()).toEqual([...NAMES].sort());
});

test.each(PROFILES)('engine %s has all of its parts', (key, { name, routes, refusedFlags, refusedEnv, sources }) => {
  const parts = PARTS.filter((part) => !(WITHOUT[name] ?? []).includes(part));
  expect(parts.filter((part) => !existsSync(join(LIB, 'engines', name, `${part}.ts`)))).toEqual([]);
  expect(InferenceEngine).toHaveProperty(key, expect.any(Function));
  expect(Object.keys({ ...ENGINE_IMAGES, ...NO_IMAGE })).toContain(name);
  for (const facts of [routes, refusedFlags, refusedEnv, sources]) {
    expect(facts).not.toEqual([]);
  }
});

test('the factories name every engine, so that the pattern finds names', () => {
  for (const key of Object.keys(ENGINES)) {
    expect(code(FACTORIES)).toContain(`static ${key}(`);
  }
  expect(ENGINE.test(code(FACTORIES))).toBe(true);
});

test.each(files.filter((file) => file !== FACTORIES))('%s names no engine', (file) => {
  expect(code(file).match(ENGINE)?.[0]).toBeUndefined();
});
