/** Arguments after which the pickle machines of Python go on, and a payload behind them. */
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { model } from './model-directory';
import { PROTOCOL_0 } from './pickles';
import { gguf, safetensors } from './samples';
import { inspectModel } from '../../lib/model-guard/inspect';
import { STRICT } from '../../lib/model-guard/policy';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const rulesOf = (files: Record<string, string | Buffer>) =>
  inspectModel(model(files), STRICT).refusals.map(({ file, rule }) => `${file} ${rule}`);

const GOING_ON: [argument: string, bytes: Buffer][] = [
  ['a float of eight letters', ascii('Greetings0')],
  ['a float of ones', ascii('G\xff\xff\xff\xff\xff\xff\xff\xff0')],
  ['a frame beyond the end', ascii('\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7f')],
  ['a number with a zero byte in it', ascii('I12\0 is what the machine in C reads\n0')],
  ['a long number with a zero byte in it', ascii('L7\0 rest\n0')],
  ['a float in a line with a zero byte in it', ascii('F1.5\0 rest\n0')],
  ['a place of the memo with a zero byte in it', ascii('Np1\0 rest\n0')],
  ['a persistent id', ascii('Paris\n0')],
  ['a frame that ends within a name', ascii('\x80\x04\x95\x02\0\0\0\0\0\0\0c\0')],
  ['a frame that ends within a number', ascii('\x80\x04\x95\x04\0\0\0\0\0\0\0NX\xff\xff')],
  ['a frame that ends within a persistent id', ascii('\x8f\x95\x02\0\0\0\0\0\0\0P\xff\n')],
  ['a persistent id from the stack', ascii('NQ0')],
];

test.each(GOING_ON)('a pickle is followed past %s', (_, bytes) => {
  expect(rulesOf({ 'vocab.txt': Buffer.concat([bytes, PROTOCOL_0]) })).toContain('vocab.txt pickle');
});

test('a pickle is one, whatever its last frame holds behind its end', () => {
  expect(rulesOf({ 'model.dat': ascii('\x95\x03\0\0\0\0\0\0\0\x8f.(') })).toContain('model.dat pickle');
});

test('a pickle is one, though its frame says that it is longer', () => {
  expect(rulesOf({ 'model.dat': ascii('\x95\x05\0\0\0\0\0\0\0N\x8f.') })).toContain('model.dat pickle');
});

test('a picture with a pickle in it is refused', () => {
  const picture = Buffer.concat([ascii('GIF89a\x01\0\x01V\xf7xx\n'), PROTOCOL_0]);
  expect(rulesOf({ 'logo.gif': picture })).toContain('logo.gif pickle');
});

test('GGUF whose number of tensors begins a pickle is refused', () => {
  const metadata: [string, number, Buffer][] = [
    ['a', 8, Buffer.concat([ascii('\x18\0\0\0\0\0\0\0'), ascii('\n'), PROTOCOL_0.subarray(0, 23)])],
  ];
  const bytes = gguf({ tensors: [], tensorCount: 0x5601, metadata });
  expect(rulesOf({ 'pytorch_model.bin': bytes })).toContain('pytorch_model.bin pickle');
});

test('weights named by an index are refused if a float comes before the payload', () => {
  const payload = Buffer.concat([ascii('\x80\x04]\x94(G@\x09!\xf9\xf0\x1b\x86n'), PROTOCOL_0]);
  const index = JSON.stringify({ weight_map: { a: 'weights.dat' } });
  expect(rulesOf({ 'weights.dat': payload, 'model.safetensors.index.json': index })).toContain('weights.dat pickle');
});

const WITHOUT_CALLS: [string, Buffer][] = [
  ['sets an item of what it imports', ascii("ctyping\nmodules\nS'a'\nS'b'\ns")],
  ['appends to what it imports', ascii("ctyping\npath\nS'a'\na")],
  ['extends what it imports', ascii("ctyping\npath\n(S'a'\ne")],
  ['updates what it imports', ascii("ctyping\nmodules\n(S'a'\nS'b'\nu")],
  ['adds to what it imports', ascii("ctyping\nnames\n(S'a'\n\x90")],
  ['looks up a name on its stack', ascii('\x80\x04\x8c\x05a b c\x8c\x01x\x93')],
];

test.each(WITHOUT_CALLS)('a pickle that ends nowhere but %s is refused', (_, bytes) => {
  expect(rulesOf({ 'notes.dat': bytes })).toContain('notes.dat pickle');
});

test('weights of zeros after what begins a number are safe by a name that only their own readers take', () => {
  const size = 300 * 2 ** 20;
  const header = { a: { dtype: 'U8', shape: [size], data_offsets: [0, size] } };
  const text = JSON.stringify(header).padEnd('I'.charCodeAt(0), ' ');
  const root = model();
  for (const name of ['large.safetensors', 'pytorch_model.bin']) {
    const bytes = safetensors(text, Buffer.alloc(0));
    writeFileSync(join(root, name), bytes);
    truncateSync(join(root, name), bytes.length + size);
  }
  expect(inspectModel(root, STRICT).refusals).toEqual([
    expect.objectContaining({ file: 'pytorch_model.bin', reason: 'pickle is too long to be followed to its end' }),
  ]);
});
