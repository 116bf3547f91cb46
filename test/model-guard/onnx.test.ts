import { bytesField, onnx, onnxNode, onnxTensor, varintField } from './samples';
import { BufferSource } from '../../lib/model-guard/byte-source';
import { checkOnnx, looksLikeOnnx } from '../../lib/model-guard/formats/onnx';

const check = (bytes: Buffer, domains: string[] = []) => checkOnnx(new BufferSource(bytes), domains);
const graph = (...parts: Buffer[]) => onnx({ graph: parts });
const node = (bytes: Buffer) => bytesField(1, bytes);
const initializer = (bytes: Buffer) => bytesField(5, bytes);
const external = (entries: Record<string, string>, dims = [4]) => onnxTensor({ dims, type: 1, external: entries });

test('a graph of standard operators passes', () => {
  const bytes = graph(
    node(onnxNode('Relu')),
    initializer(onnxTensor({ dims: [2, 2], type: 1, raw: Buffer.alloc(16) })),
  );
  expect(looksLikeOnnx(new BufferSource(bytes))).toBe(true);
  expect(check(bytes)).toEqual({ objections: [], external: [] });
});

test('operators of a library are refused unless their domain is allowed', () => {
  const bytes = graph(node(onnxNode('PyOp', 'ai.onnx.contrib')), node(onnxNode('Gelu', 'com.microsoft')));
  expect(check(bytes).objections.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('PyOp are of domain "ai.onnx.contrib"'),
    expect.stringContaining('Gelu are of domain "com.microsoft"'),
  ]);
  expect(check(bytes, ['com.microsoft', 'ai.onnx.contrib']).objections).toEqual([]);
});

test('operators within subgraphs and functions are found', () => {
  const inner = bytesField(5, bytesField(6, node(onnxNode('Hidden', 'evil'))));
  expect(check(graph(node(Buffer.concat([onnxNode('If'), inner])))).objections).toHaveLength(1);
  const definition = Buffer.concat([
    bytesField(1, Buffer.from('Own')),
    bytesField(10, Buffer.from('local')),
    bytesField(7, onnxNode('Hidden', 'evil')),
  ]);
  const model = onnx({ graph: [node(onnxNode('Own', 'local'))], functions: [definition] });
  expect(check(model).objections.map(({ reason }) => reason)).toEqual([expect.stringContaining('Hidden')]);
});

test('where the tensors of another file lie is handed over', () => {
  const bytes = graph(initializer(external({ location: 'weights.data', offset: '64', length: '16' })));
  expect(check(bytes).external).toEqual([{ location: 'weights.data', offset: 64, length: 16 }]);
});

const deep = (depth: number): Buffer =>
  depth === 0 ? onnxNode('Relu') : Buffer.concat([onnxNode('If'), bytesField(5, bytesField(6, node(deep(depth - 1))))]);

const REFUSED: [string, Buffer, RegExp][] = [
  [
    'raw data of another size',
    graph(initializer(onnxTensor({ dims: [3], type: 1, raw: Buffer.alloc(16) }))),
    /needs 12 bytes/,
  ],
  [
    'a negative dimension',
    graph(initializer(onnxTensor({ dims: [2n ** 64n - 1n], type: 1, raw: Buffer.alloc(4) }))),
    /needs/,
  ],
  [
    'an unknown data type',
    graph(initializer(onnxTensor({ dims: [1], type: 99, raw: Buffer.alloc(4) }))),
    /data type 99/,
  ],
  [
    'external data of another length',
    graph(initializer(external({ location: 'w', length: '17' }))),
    /is not the 16 of its tensor/,
  ],
  [
    'external data at a negative offset',
    graph(initializer(external({ location: 'w', offset: '-1' }))),
    /is not the 16/,
  ],
  ['a graph cut off', graph(node(onnxNode('Relu'))).subarray(0, -1), /remain/],
  ['a field that the format does not have', Buffer.concat([graph(), bytesField(99, Buffer.alloc(4))]), /field 99/],
  ['a number that does not end', Buffer.concat([graph(), Buffer.alloc(11, 0xff)]), /more than ten bytes/],
  ['a node that is a number', graph(varintField(1, 7)), /wire type 0 at/],
  ['a group', Buffer.concat([graph(), Buffer.from([0x0b])]), /wire type 3/],
  ['field number zero', Buffer.concat([graph(), Buffer.from([0x00, 0x00])]), /field number 0/],
  ['graphs nested deep', graph(node(deep(40))), /nested more than 64 deep/],
];

test.each(REFUSED)('%s is refused', (_, bytes, reason) => {
  expect(() => check(bytes)).toThrow(reason);
});

test('external data whose key is there twice is refused', () => {
  const twice = Buffer.concat([external({ location: 'a' }), external({ location: '/etc/passwd' })]);
  expect(() => check(graph(initializer(twice)))).toThrow('a key twice');
});

test('a graph that was compiled for a device is refused, whatever domains are allowed', () => {
  const source = new BufferSource(onnx({ graph: [bytesField(1, onnxNode('EPContext', 'com.microsoft'))] }));
  expect(checkOnnx(source, ['com.microsoft']).objections.map(({ rule }) => rule)).toEqual(['custom-operator']);
});

test.each(['PyOp', 'PythonOp'])('%s, which runs Python, is of no domain of ONNX', (name) => {
  const source = new BufferSource(onnx({ graph: [bytesField(1, onnxNode(name))] }));
  expect(checkOnnx(source, []).objections.map(({ rule }) => rule)).toEqual(['custom-operator']);
});
