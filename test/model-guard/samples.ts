/** Small models, written byte by byte. */

export interface Tensor {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

export function safetensors(header: unknown, data: Buffer): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, data]);
}

/** Two tensors of eight bytes each. */
export function smallSafetensors(): Buffer {
  return safetensors(
    {
      __metadata__: { format: 'pt' },
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
      b: { dtype: 'BF16', shape: [2, 2], data_offsets: [8, 16] },
    },
    Buffer.alloc(16),
  );
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

export interface GgufParts {
  readonly version?: number;
  readonly metadata?: [key: string, type: number, value: Buffer][];
  readonly tensors?: { name: string; sizes: (number | bigint)[]; type: number; offset: number | bigint }[];
  readonly tensorCount?: number | bigint;
  readonly metadataCount?: number | bigint;
  readonly data?: Buffer;
}

export function ggufString(text: string): Buffer {
  return Buffer.concat([u64(Buffer.byteLength(text)), Buffer.from(text)]);
}

export function gguf(parts: GgufParts): Buffer {
  const { version = 3, metadata = [], tensors = [], data = Buffer.alloc(0) } = parts;
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    u32(version),
    u64(parts.tensorCount ?? tensors.length),
    u64(parts.metadataCount ?? metadata.length),
    ...metadata.map(([key, type, value]) => Buffer.concat([ggufString(key), u32(type), value])),
    ...tensors.map(({ name, sizes, type, offset }) =>
      Buffer.concat([ggufString(name), u32(sizes.length), ...sizes.map(u64), u32(type), u64(offset)]),
    ),
  ]);
  const padding = Buffer.alloc(tensors.length > 0 ? (32 - (header.length % 32)) % 32 : 0);
  return Buffer.concat([header, padding, data]);
}

/** A model with one F32 tensor of eight elements, which is 32 bytes. */
export function smallGguf(parts: Partial<GgufParts> = {}): Buffer {
  return gguf({
    metadata: [['general.architecture', 8, ggufString('llama')]],
    tensors: [{ name: 'w', sizes: [8], type: 0, offset: 0 }],
    data: Buffer.alloc(32),
    ...parts,
  });
}

function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    bytes.push(Number(rest % 128n) + (rest >= 128n ? 128 : 0));
    rest /= 128n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}

export function varintField(number: number, value: number | bigint): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

export function bytesField(number: number, value: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(value.length), value]);
}

export function onnxNode(operator: string, domain = ''): Buffer {
  return Buffer.concat([bytesField(4, Buffer.from(operator)), bytesField(7, Buffer.from(domain))]);
}

export interface OnnxTensor {
  readonly dims: (number | bigint)[];
  readonly type: number;
  readonly raw?: Buffer;
  readonly external?: Record<string, string>;
}

export function onnxTensor({ dims, type, raw, external = {} }: OnnxTensor): Buffer {
  const entries = Object.entries(external).map(([key, value]) =>
    bytesField(13, Buffer.concat([bytesField(1, Buffer.from(key)), bytesField(2, Buffer.from(value))])),
  );
  return Buffer.concat([
    bytesField(1, Buffer.concat(dims.map(varint))),
    varintField(2, type),
    bytesField(8, Buffer.from('w')),
    ...(raw ? [bytesField(9, raw)] : []),
    ...entries,
    ...(entries.length > 0 ? [varintField(14, 1)] : []),
  ]);
}

export function onnx({ graph, functions = [] }: { graph: Buffer[]; functions?: Buffer[] }): Buffer {
  return Buffer.concat([
    varintField(1, 9),
    bytesField(8, varintField(2, 17)),
    bytesField(7, Buffer.concat(graph)),
    ...functions.map((definition) => bytesField(25, definition)),
  ]);
}
