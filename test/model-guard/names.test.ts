/** Names and bytes that one system takes for something else than another does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip, ZipMember } from './archives';
import { directory, model } from './model-directory';
import { smallSafetensors } from './samples';
import { inspectModel } from '../../lib/model-guard/inspect';
import { PathSet } from '../../lib/model-guard/model-file';
import { STRICT } from '../../lib/model-guard/policy';

const weights: ZipMember = { name: 'model.safetensors', data: smallSafetensors() };
const empty = Buffer.from('{}');
const rulesOf = (target: string) => inspectModel(target, STRICT).refusals.map(({ rule }) => rule);
const packed = (bytes: Buffer) => {
  const target = join(directory({}), 'm.zip');
  writeFileSync(target, bytes);
  return target;
};
const changed = (bytes: Buffer, at: number, value: number) => {
  const result = Buffer.from(bytes);
  result[at] = value;
  return result;
};

test.each([
  'evil.ｐｙ',
  'evil.py ',
  'evil.py.',
  'EVIL.PY',
  'kernel.cu',
  'kernel.ptx',
  'x.lua',
  'x.R',
  'x.desktop',
  'x.wasm',
  'm.pte',
  'flax_model.msgpack',
  'm.pdmodel',
  'm.skops',
  'x.pth',
])('a file named %j is refused', (name) => {
  expect(rulesOf(model({ [name]: 'text' }))).not.toEqual([]);
});

test.each([
  ['TFLite', '1c00000054464c3357454250'],
  ['ExecuTorch', '1c0000004554313257454250'],
  ['an object of Java', 'aced00057878787857454250'],
  ['bytecode of Python', 'cb0d0d0a0000000057454250'],
  ['bytes that begin like a picture', 'ffd8ff01020304'],
])('%s is no picture', (_, start) => {
  const bytes = Buffer.concat([Buffer.from(start, 'hex'), Buffer.alloc(64)]);
  expect(rulesOf(model({ 'logo.png': bytes }))).toContain('unknown-format');
});

test('a zip archive of a model passes', () => {
  expect(rulesOf(packed(zip(weights, { name: 'a/config.json', data: empty, deflate: true })))).toEqual([]);
});

const plain = zip(weights);
const ARCHIVES: [what: string, bytes: Buffer][] = [
  ['names that differ in case', zip(weights, { name: 'a.json', data: empty }, { name: 'A.json', data: empty })],
  ['a file and a folder of one name', zip(weights, { name: 'a', data: empty }, { name: 'a/b.json', data: empty })],
  ['two slashes', zip(weights, { name: 'a//b.json', data: empty })],
  ['a folder of this folder', zip(weights, { name: './b.json', data: empty })],
  ['a folder with bytes', zip(weights, { name: 'evil.py/', data: Buffer.from('import os') })],
  ['bytes behind its end', Buffer.concat([plain, Buffer.from('more')])],
  ['another method at the data', changed(plain, 8, 8)],
  ['another size at the data', changed(plain, 22, 1)],
  ['another sum at the data', changed(plain, 14, 255 - plain[14])],
];

test.each(ARCHIVES)('a zip archive with %s is refused', (_, bytes) => {
  expect(rulesOf(packed(bytes))).toContain('archive');
});

test.each([
  ['a/b', 'a//b'],
  ['a/b', 'a/./b'],
  ['a', 'a/b'],
  ['a/b', 'a'],
  ['a', 'A'],
  ['ﬁ', 'fi'],
])('%j and %j are not in one archive', (first, second) => {
  const paths = new PathSet();
  paths.add(first, false);
  expect(() => paths.add(second, false)).toThrow(/there twice|taken for another/);
});

test.each([
  ['rank0.engine', /build the engine where it is served/],
  ['model.plan', /plug-ins/],
  ['model.mlmodel', /Core ML/],
  ['openvino_model.bin', /OpenVINO/],
  ['model.tflite', /runtime on a device/],
  ['saved_model.pb', /read and write files/],
  ['model.keras', /bytecode/],
])('%s is refused, and it is said why', (name, why) => {
  const bytes = Buffer.from('00010203ff', 'hex');
  const { refusals } = inspectModel(model({ [name]: bytes }), STRICT);
  expect(refusals.map(({ fix }) => fix).join()).toMatch(why);
});
