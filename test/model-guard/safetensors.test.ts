import { safetensors, smallSafetensors } from './samples';
import { BufferSource } from '../../lib/model-guard/byte-source';
import { checkSafetensors } from '../../lib/model-guard/formats/safetensors';

const check = (bytes: Buffer) => checkSafetensors(new BufferSource(bytes));
const tensor = (begin: number, end: number) => ({ dtype: 'U8', shape: [end - begin], data_offsets: [begin, end] });

test('a whole file passes', () => {
  expect(() => check(smallSafetensors())).not.toThrow();
});

test('an empty header, padded with spaces, and tensors of no bytes pass', () => {
  expect(() => check(safetensors('{}      ', Buffer.alloc(0)))).not.toThrow();
  const header = { a: tensor(0, 0), b: tensor(0, 4), c: tensor(4, 4), d: { ...tensor(4, 8), dtype: 'F4', shape: [8] } };
  expect(() => check(safetensors(header, Buffer.alloc(8)))).not.toThrow();
});

const HEADER_LENGTHS: [string, bigint][] = [
  ['zero', 0n],
  ['more than the file', 10_000n],
  ['more than the format allows', 100_000_001n],
  ['more than a number holds', 2n ** 64n - 1n],
];

test.each(HEADER_LENGTHS)('a header length of %s is refused', (_, length) => {
  const bytes = smallSafetensors();
  bytes.writeBigUInt64LE(length);
  expect(() => check(bytes)).toThrow('is out of bounds');
});

const t = '{"dtype":"U8","shape":[4],"data_offsets":[0,4]}';
const REFUSED: [string, unknown, RegExp][] = [
  ['a key twice', `{"a":${t},"a":${t}}`, /key "a" is there twice/],
  ['a key twice, once escaped', `{"a":${t},"\\u0061":${t}}`, /key "a" is there twice/],
  ['a key of a tensor twice', '{"a":{"dtype":"U8","dtype":"I8","shape":[4],"data_offsets":[0,4]}}', /"dtype" is there/],
  ['text after the end', `{"a":${t}} {}`, /follows the end/],
  ['a comma at the end', `{"a":${t},}`, /a key is not a string/],
  ['half a surrogate pair', `{"\\ud800":${t}}`, /surrogate/],
  ['an unknown escape', `{"\\q":${t}}`, /unknown escape/],
  ['a raw newline in a string', `{"a\n":${t}}`, /control character/],
  ['a fraction', '{"a":{"dtype":"U8","shape":[4.0],"data_offsets":[0,4]}}', /none of JSON/],
  ['a negative size', '{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}', /none of JSON/],
  ['NaN', '{"a":{"dtype":"U8","shape":[NaN],"data_offsets":[0,4]}}', /none of JSON/],
  ['an unknown dtype', { a: { ...tensor(0, 4), dtype: 'OBJECT' } }, /dtype "OBJECT" is unknown/],
  ['a dtype named like a member of objects', { a: { ...tensor(0, 4), dtype: 'constructor' } }, /is unknown/],
  ['a member that the format does not have', { a: { ...tensor(0, 4), hook: 1 } }, /exactly dtype, shape/],
  ['a tensor that is a list', { a: [] }, /exactly dtype, shape/],
  ['offsets beyond the file', { a: tensor(0, 5) }, /cover 5 bytes, but the file holds 4/],
  ['bytes after the last tensor', { a: tensor(0, 3) }, /cover 3 bytes, but the file holds 4/],
  ['a gap', { a: tensor(0, 1), b: tensor(2, 4) }, /leaves a gap/],
  ['a gap at the start', { a: tensor(1, 4) }, /leaves a gap/],
  ['an overlap', { a: tensor(0, 3), b: tensor(2, 4) }, /overlaps/],
  ['a tensor within another', { a: tensor(0, 4), b: tensor(1, 2) }, /overlaps/],
  ['offsets in the wrong order', { a: { dtype: 'U8', shape: [], data_offsets: [4, 0] } }, /does not fill/],
  ['a shape that needs other bytes', { a: { ...tensor(0, 4), shape: [5] } }, /does not fill/],
  ['a shape beyond 64 bits', { a: { ...tensor(0, 4), shape: Array(1000).fill(2 ** 40) } }, /does not fill/],
  ['three offsets', { a: { ...tensor(0, 4), data_offsets: [0, 2, 4] } }, /not whole numbers/],
  ['metadata that is no text', { __metadata__: { a: 1 }, a: tensor(0, 4) }, /__metadata__/],
  ['values nested deep', `{"a":${'['.repeat(5000)}`, /nested more than 200 deep/],
];

test.each(REFUSED)('%s is refused', (_, header, reason) => {
  expect(() => check(safetensors(header, Buffer.alloc(4)))).toThrow(reason);
});

test('text that is not UTF-8 is refused', () => {
  const bytes = safetensors('{"a":1}', Buffer.alloc(0));
  bytes[10] = 0xff;
  expect(() => check(bytes)).toThrow('not UTF-8');
});
