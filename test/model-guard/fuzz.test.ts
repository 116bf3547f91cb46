import fc from 'fast-check';
import { mutate, mutations } from './mutations';
import { bytesField, onnx, onnxNode, onnxTensor, smallGguf, smallSafetensors } from './samples';
import { BufferSource } from '../../lib/model-guard/byte-source';
import { Content, inspectContent } from '../../lib/model-guard/inspect-content';
import { fileWithin } from '../../lib/model-guard/model-file';
import { STRICT } from '../../lib/model-guard/policy';
import { fuzzing } from '../support/fuzzing';

const RUNS = fuzzing(1500);
const inspect = (name: string, bytes: Buffer): Content =>
  inspectContent(fileWithin(name, new BufferSource(bytes)), STRICT);
const graph = onnx({
  graph: [bytesField(1, onnxNode('Relu')), bytesField(5, onnxTensor({ dims: [2, 2], type: 1, raw: Buffer.alloc(16) }))],
});

/** A plain reading of the format, by JSON.parse and sums, which must hold for whatever passes. */
function holdsAsSafetensors(bytes: Buffer): boolean {
  const length = Number(bytes.readBigUInt64LE());
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<
    string,
    { data_offsets: [number, number] }
  >;
  delete header.__metadata__;
  const extents = Object.values(header).map(({ data_offsets: offsets }) => offsets);
  const covered = extents.reduce((sum, [begin, end]) => sum + end - begin, 0);
  return covered === bytes.length - 8 - length && Math.max(0, ...extents.flat()) === covered;
}

test('mutated safetensors files never crash the guard, and hold what they say if they pass', () => {
  fc.assert(
    fc.property(mutations, (changes) => {
      const original = smallSafetensors();
      const bytes = mutate(original, original.length - 16, changes);
      const { objections, format } = inspect('model.safetensors', bytes);
      expect(objections.length > 0 || (format === 'safetensors' && holdsAsSafetensors(bytes))).toBe(true);
    }),
    RUNS,
  );
});

const OTHERS: [string, Buffer][] = [
  ['gguf', smallGguf()],
  ['onnx', graph],
];

test.each(OTHERS)('mutated %s files never crash the guard, and pass as their format only', (format, original) => {
  fc.assert(
    fc.property(mutations, (changes) => {
      const content = inspect(`model.${format}`, mutate(original, original.length, changes));
      expect(content.objections.length > 0 || content.format === format).toBe(true);
    }),
    RUNS,
  );
});

test('random bytes and mutated texts never crash the guard', () => {
  const text = Buffer.from(
    '{"chat_template": "{% for m in messages %}{{ m[\'content\'] | trim }}{% endfor %}", "a": [1, null]}',
  );
  fc.assert(
    fc.property(mutations, fc.uint8Array({ maxLength: 600 }), (changes, random) => {
      const names = ['tokenizer_config.json', 'chat_template.jinja', 'notes.txt'];
      const contents = names.flatMap((name) => [
        inspect(name, mutate(text, text.length, changes)),
        inspect(name, Buffer.from(random)),
      ]);
      expect(contents.every(({ objections }) => Array.isArray(objections))).toBe(true);
    }),
    RUNS,
  );
});
