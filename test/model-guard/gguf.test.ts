import { gguf, ggufString, smallGguf, u32, u64 } from './samples';
import { BufferSource } from '../../lib/model-guard/byte-source';
import { checkGguf } from '../../lib/model-guard/formats/gguf';

const check = (bytes: Buffer) => checkGguf(new BufferSource(bytes));
const tensor = { name: 'w', sizes: [8], type: 0, offset: 0 };
const strings = (...texts: string[]) => Buffer.concat([u32(8), u64(texts.length), ...texts.map(ggufString)]);

test('a whole file passes', () => {
  expect(check(smallGguf())).toEqual([]);
});

test('every kind of metadata, quantized tensors and metadata alone pass', () => {
  const metadata: [string, number, Buffer][] = [
    ['general.alignment', 4, u32(32)],
    ['tokenizer.ggml.tokens', 9, strings('a', 'b')],
    ['flags', 9, Buffer.concat([u32(7), u64(2), Buffer.from([0, 1])])],
    ['nested', 9, Buffer.concat([u32(9), u64(1), strings('c')])],
    ['f64', 12, Buffer.alloc(8)],
  ];
  const tensors = [
    { name: 'q4', sizes: [32, 3], type: 2, offset: 0 },
    { name: 'f16', sizes: [1], type: 1, offset: 64 },
  ];
  expect(check(gguf({ metadata, tensors, data: Buffer.alloc(66) }))).toEqual([]);
  expect(check(gguf({ metadata }))).toEqual([]);
});

test('chat templates are handed over', () => {
  const metadata: [string, number, Buffer][] = [
    ['tokenizer.chat_template', 8, ggufString('{{ a }}')],
    ['tokenizer.chat_template.rag', 8, ggufString('{{ b }}')],
  ];
  expect(check(smallGguf({ metadata }))).toEqual([
    { key: 'tokenizer.chat_template', text: '{{ a }}' },
    { key: 'tokenizer.chat_template.rag', text: '{{ b }}' },
  ]);
});

const REFUSED: [string, Buffer, RegExp][] = [
  ['version 1, which counts in 32 bits', smallGguf({ version: 1 }), /version 1 is not/],
  ['a big-endian version', smallGguf({ version: 0x03000000 }), /is not 2 or 3/],
  ['more tensors than there are', smallGguf({ tensorCount: 2 }), /is at 0, but/],
  [
    'a number of tensors beyond all bounds',
    smallGguf({ tensorCount: 2n ** 63n }),
    /number of tensors is .* out of bounds/,
  ],
  ['a number of entries beyond all bounds', smallGguf({ metadataCount: 2n ** 64n - 1n }), /out of bounds/],
  ['a key twice', smallGguf({ metadata: [1, 2].map(() => ['k', 0, Buffer.alloc(1)]) }), /key "k" is there twice/],
  ['a key that is too long', smallGguf({ metadata: [['k'.repeat(65536), 0, Buffer.alloc(1)]] }), /longer than 65535/],
  ['an unknown type', smallGguf({ metadata: [['k', 13, Buffer.alloc(1)]] }), /type 13 is unknown/],
  ['a bool of 2', smallGguf({ metadata: [['k', 7, Buffer.from([2])]] }), /bool is 2/],
  [
    'an array longer than the file',
    smallGguf({ metadata: [['k', 9, Buffer.concat([u32(4), u64(2 ** 40)])]] }),
    /file ends/,
  ],
  ['a string longer than the file', smallGguf({ metadata: [['k', 8, u64(2 ** 40)]] }), /file ends/],
  ['an alignment of zero', smallGguf({ metadata: [['general.alignment', 4, u32(0)]] }), /not a power of two/],
  ['an alignment of 24', smallGguf({ metadata: [['general.alignment', 4, u32(24)]] }), /not a power of two/],
  ['two tensors of one name', smallGguf({ tensors: [tensor, { ...tensor, offset: 32 }] }), /"w" is there twice/],
  ['a name that is too long', smallGguf({ tensors: [{ ...tensor, name: 'n'.repeat(64) }] }), /longer than 63/],
  ['five dimensions', smallGguf({ tensors: [{ ...tensor, sizes: [8, 1, 1, 1, 1] }] }), /5 dimensions/],
  [
    'dimensions whose product overflows',
    smallGguf({ tensors: [{ ...tensor, sizes: [2 ** 50, 2 ** 50] }] }),
    /more than any file/,
  ],
  ['an unknown tensor type', smallGguf({ tensors: [{ ...tensor, type: 4 }] }), /type 4 is unknown/],
  ['rows that are not whole blocks', smallGguf({ tensors: [{ ...tensor, type: 2 }] }), /not whole blocks/],
  ['an offset with a gap', smallGguf({ tensors: [{ ...tensor, offset: 32 }] }), /is at 32/],
  ['data that ends early', smallGguf({ data: Buffer.alloc(31) }), /the file holds 31 bytes/],
  ['bytes after the last tensor', smallGguf({ data: Buffer.alloc(33) }), /the file holds 33 bytes/],
  ['bytes where there are no tensors', gguf({ data: Buffer.alloc(64) }), /the file holds 56 bytes/],
];

test.each(REFUSED)('%s is refused', (_, bytes, reason) => {
  expect(() => check(bytes)).toThrow(reason);
});

test('two tensors that overlap are refused', () => {
  const tensors = [tensor, { ...tensor, name: 'v' }];
  expect(() => check(smallGguf({ tensors }))).toThrow('is at 0, but the one before it ends at 32');
});
