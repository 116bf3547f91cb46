/** The guide says what the code says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames } from '../../examples/support/example';
import { Gpu, InferenceEngine, Isolation, ModelSource, PromptGuard } from '../../lib';
import { EngineProfile, ENGINES, exposedPorts } from '../../lib/engines';

const GUIDE = readFileSync(join(__dirname, '../../docs/SERVICE.md'), 'utf8');

const PROFILES: Record<string, EngineProfile> = ENGINES;

const NAMES: Record<string, string> = { safetensors: 'safetensors', onnx: 'ONNX', gguf: 'GGUF' };

/** Cells of the rows below a heading. */
function rowsBelow(heading: string): string[][] {
  const [section] = GUIDE.split(`## ${heading}\n`)[1].split('\n## ');
  return [...section.matchAll(/^\| (.*) \|$/gm)].map(([, row]) => row.split('|').map((cell) => cell.trim()));
}

test('the guide knows every engine, its formats and its ports', () => {
  const told = rowsBelow('Engines').flatMap(([name, formats, ports]) => {
    const engine = /^`InferenceEngine\.(\w+)`$/.exec(name)?.[1];
    return engine === undefined || engine === 'custom' ? [] : [[engine, formats, ports]];
  });
  const real = Object.entries(PROFILES).map(([engine, profile]) => [
    engine,
    profile.formats.map((format) => NAMES[format]).join(', '),
    exposedPorts(profile)
      .map(({ port }, index) => (index === 0 ? String(port) : `metrics ${port}`))
      .join(', '),
  ]);
  expect(told).toEqual(real);
});

test.each<[string, object]>([
  ['InferenceEngine', InferenceEngine],
  ['ModelSource', ModelSource],
  ['Gpu', Gpu],
  ['Isolation', Isolation],
  ['PromptGuard', PromptGuard],
])('the guide names every way to make a %s', (_, type) => {
  const ways = Object.getOwnPropertyNames(type).filter((name) => typeof (type as any)[name] === 'function');
  expect(ways.filter((way) => way !== 'timeShared' && !new RegExp(`\\b${way}\\b`).test(GUIDE))).toEqual([]);
});

test('the guide lists examples that exist', () => {
  const listed = rowsBelow('Examples').flatMap(([name]) => /^\[(.+)\]/.exec(name)?.[1] ?? []);
  expect(listed.length).toBeGreaterThan(7);
  expect(listed.filter((name) => !exampleNames().includes(name))).toEqual([]);
});
