import { ByteSource } from '../lib/model-guard/byte-source';

/** A file that is large by repetition: nothing of it lies anywhere. */
class Repeated implements ByteSource {
  private readonly repeated: Buffer;
  private readonly count: number;

  public constructor(
    private readonly before: Buffer,
    private readonly unit: Buffer,
    private readonly after: Buffer,
    bytes: number,
  ) {
    this.count = Math.max(1, Math.floor((bytes - before.length - after.length) / unit.length));
    this.repeated = Buffer.concat(Array<Buffer>(Math.ceil(65_536 / unit.length)).fill(unit));
  }

  public get size(): number {
    return this.before.length + this.count * this.unit.length + this.after.length;
  }

  public read(offset: number, length: number): Buffer {
    const result = Buffer.alloc(length);
    for (let at = 0; at < length;) {
      const [part, start] = this.partAt(offset + at);
      at += part.copy(result, at, start);
    }
    return result;
  }

  private partAt(offset: number): [part: Buffer, start: number] {
    const inside = offset - this.before.length;
    const end = this.count * this.unit.length;
    if (inside < 0) {
      return [this.before, offset];
    }
    if (inside >= end) {
      return [this.after, inside - end];
    }
    const start = inside % this.unit.length;
    return [this.repeated.subarray(0, Math.min(this.repeated.length, start + end - inside)), start];
  }
}

const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const ggufText = (text: string) => Buffer.concat([u64(text.length), Buffer.from(text)]);
const field = (number: number, value: Buffer) => Buffer.concat([Buffer.from([number * 8 + 2, value.length]), value]);

/** Of every kind of file that is read as a whole, one of which the part that grows is read. */
const FILES = {
  json: { name: 'tokenizer.json', before: '{"vocab": [', unit: '"word", ', after: '""]}' },
  yaml: { name: 'config.yaml', before: '', unit: '- word\n', after: '' },
  template: { name: 'chat_template.jinja', before: '', unit: "{{ m['role'] }}\n", after: '' },
  text: { name: 'vocab.txt', before: '', unit: 'word\n', after: '' },
  braces: { name: 'merges.txt', before: '', unit: '{{ {% {# }}\n', after: '' },
  pickle: { name: 'weights.dat', before: '\x80\x02', unit: 'N0', after: '' },
  sentencepiece: { name: 'tokenizer.model', before: '', unit: field(1, field(1, Buffer.from('word'))), after: '' },
  onnx: {
    name: 'model.onnx',
    before: Buffer.concat([Buffer.from([8, 9]), field(8, Buffer.from([16, 17]))]),
    unit: field(7, field(1, field(4, Buffer.from('Add')))),
    after: '',
  },
  gguf: {
    name: 'model.gguf',
    before: Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0), u64(1), ggufText('a'), u32(9), u32(8), u64(2 ** 40)]),
    unit: ggufText('word'),
    after: '',
  },
} as const;

/** A kind of file that is inspected. */
export type InspectedKind = keyof typeof FILES;
export const INSPECTED_KINDS = Object.keys(FILES) as InspectedKind[];

/** The file of a kind, as large as that. */
export function inspectedFile(kind: InspectedKind, mebibytes: number): { name: string; source: ByteSource } {
  const { name, before, unit, after } = FILES[kind];
  const [first, middle, last] = [before, unit, after].map((part) =>
    typeof part === 'string' ? Buffer.from(part, 'latin1') : part,
  );
  return { name, source: new Repeated(first, middle, last, mebibytes * 2 ** 20) };
}
