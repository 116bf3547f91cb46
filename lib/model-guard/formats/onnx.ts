import { ByteSource, SliceSource } from '../byte-source';
import { Cursor } from '../cursor';
import { decodeUtf8 } from '../json';
import { arePackedVarints, BYTES, Field, fields, FIXED32, FIXED64, newBudget, packed, VARINT } from '../protobuf';
import { Malformed, Objection } from '../refusal';
import { isMessage, ONNX_SCHEMA, OnnxMessage, OnnxValue } from './onnx-schema';

/** A range of another file that holds the bytes of a tensor. */
export interface ExternalData {
  readonly location: string;
  readonly offset: number;
  /** Bytes that the tensor has. */
  readonly length: number;
}

/** What a graph needs beside itself. */
export interface OnnxContents {
  readonly objections: Objection[];
  readonly external: ExternalData[];
}

/** Domains that ONNX itself defines. Source: onnx/onnx, docs/Operators*.md; the empty one is short for `ai.onnx`. */
export const ONNX_DOMAINS: readonly string[] = [
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview',
  'ai.onnx.preview.training',
];

/** Bits of an element by `TensorProto.DataType`; strings (8) have no fixed size. */
const ELEMENT_BITS: Readonly<Record<number, number>> = {
  1: 32,
  2: 8,
  3: 8,
  4: 16,
  5: 16,
  6: 32,
  7: 64,
  9: 8,
  10: 16,
  11: 64,
  12: 32,
  13: 64,
  14: 64,
  15: 128,
  16: 16,
  17: 8,
  18: 8,
  19: 8,
  20: 8,
  21: 4,
  22: 4,
  23: 4,
  24: 8,
  25: 2,
  26: 2,
  27: 6,
  28: 6,
};
const DEEPEST = 64;
const MOST_DIMENSIONS = 64;
/** Messages whose fields mean something together. */
const LOOKED_AT: ReadonlySet<OnnxMessage> = new Set(['node', 'function', 'tensor']);
/** Wire types in which a value may be written. */
const WIRES: Readonly<Record<OnnxValue, readonly number[]>> = {
  int: [VARINT],
  ints: [VARINT, BYTES],
  f32: [FIXED32],
  f32s: [FIXED32, BYTES],
  f64s: [FIXED64, BYTES],
  text: [BYTES],
};

/** Whether the fields of the outermost message are those of a model with a graph. */
export function looksLikeOnnx(source: ByteSource): boolean {
  const seen = new Set<number>();
  try {
    for (const { number, wire } of fields(new Cursor(source), { fields: 1000 })) {
      if (!fits(ONNX_SCHEMA.model.get(number), wire)) {
        return false;
      }
      seen.add(number);
    }
  } catch (error) {
    if (!(error instanceof Malformed)) {
      throw error;
    }
    // A graph that ends early, or has very many parts, is still one; what is wrong with it is said when it is read.
  }
  return seen.has(1) && (seen.has(7) || seen.has(8));
}

function fits(type: OnnxMessage | OnnxValue | undefined, wire: number): boolean {
  return type !== undefined && (isMessage(type) ? wire === BYTES : WIRES[type].includes(wire));
}

/** Walks the whole graph, subgraphs and functions included. */
export function checkOnnx(source: ByteSource, allowedDomains: readonly string[]): OnnxContents {
  const walk = new GraphWalk(source);
  walk.message('model', new Cursor(source), 0);
  return { objections: walk.customOperators([...ONNX_DOMAINS, ...allowedDomains]), external: walk.external };
}

class GraphWalk {
  public readonly external: ExternalData[] = [];
  private readonly operators = new Map<string, { domain: string; name: string }>();
  private readonly functions = new Set<string>();
  private readonly budget = newBudget();

  public constructor(private readonly source: ByteSource) {}

  public message(message: OnnxMessage, cursor: Cursor, depth: number): void {
    if (depth > DEEPEST) {
      throw new Malformed(`graphs are nested more than ${DEEPEST} deep`);
    }
    const own: Field[] = [];
    for (const field of fields(cursor, this.budget)) {
      const type = ONNX_SCHEMA[message].get(field.number);
      if (type === undefined || !fits(type, field.wire)) {
        throw new Malformed(
          `field ${field.number} of wire type ${field.wire} at ${field.start} is not one of a ${message}`,
        );
      }
      if (isMessage(type)) {
        this.message(type, this.within(field), depth + 1);
      } else if (field.wire === BYTES) {
        this.checkPacked(type, field);
      }
      // A graph has millions of fields, and nothing is asked of them together.
      if (LOOKED_AT.has(message)) {
        own.push(field);
      }
    }
    if (message === 'node') {
      this.node(own);
    } else if (message === 'function') {
      this.functions.add(operatorKey(this.last(own, 10), this.last(own, 1)));
    } else if (message === 'tensor') {
      this.tensor(own);
    }
  }

  /** Operators of domains that are neither allowed nor defined by functions of the model itself. */
  public customOperators(allowed: readonly string[]): Objection[] {
    // Whatever its domain, it names a file of a compiled graph, which the library of a device runs.
    const isCompiled = (name: string) => name === 'EPContext';
    const isPython = (name: string, domain: string) => /^Py(?:thon)?Op/.test(name) && ONNX_DOMAINS.includes(domain);
    const strangers = [...this.operators].filter(
      ([key, { domain, name }]) =>
        isCompiled(name) || isPython(name, domain) || (!allowed.includes(domain) && !this.functions.has(key)),
    );
    const byDomain = new Map<string, string[]>();
    for (const [, { domain, name }] of strangers) {
      byDomain.set(domain, [...(byDomain.get(domain) ?? []), name]);
    }
    return [...byDomain].map(([domain, names]) => ({
      rule: 'custom-operator',
      reason: `operators ${names.sort().slice(0, 5).join(', ')} are of domain ${JSON.stringify(domain)}, which a library defines`,
      fix: names.some(isCompiled)
        ? 'export the model without them: EPContext runs a graph that was compiled for a device'
        : `export the model without them, or allow the domain: --allow-operator-domain ${domain}`,
    }));
  }

  private checkPacked(type: OnnxValue, { number, start, end }: Field): void {
    const length = end - start;
    const isWhole = {
      ints: () => arePackedVarints(new SliceSource(this.source, start, length)),
      f32s: () => length % 4 === 0,
      f64s: () => length % 8 === 0,
    }[type as string];
    if (isWhole && !isWhole()) {
      throw new Malformed(`numbers of field ${number} at ${start} are cut off`);
    }
  }

  private node(own: Field[]): void {
    const domain = this.last(own, 7);
    const name = this.last(own, 4);
    this.operators.set(operatorKey(domain, name), { domain, name });
  }

  private tensor(own: Field[]): void {
    const bytes = this.tensorBytes(own);
    const entries = own.filter(({ number }) => number === 13).map((field) => this.entry(field));
    const isExternal = own.some(({ number, value }) => number === 14 && value === 1);
    if (entries.length > 0 || isExternal) {
      this.external.push(externalData(entries, bytes));
      return;
    }
    const raw = own.filter(({ number }) => number === 9);
    if (raw.length > 1 || (raw.length === 1 && raw[0].end - raw[0].start !== bytes)) {
      const sizes = raw.map(({ start, end }) => end - start).join(' and ');
      throw new Malformed(`tensor ${JSON.stringify(this.last(own, 8))} needs ${bytes} bytes, but has ${sizes}`);
    }
  }

  private tensorBytes(own: Field[]): number {
    const type = own.filter(({ number }) => number === 2).at(-1)?.value ?? 0;
    const hasBytes = own.some(({ number }) => number === 9 || number === 13 || number === 14);
    if (hasBytes && ELEMENT_BITS[type] === undefined) {
      throw new Malformed(`tensor ${JSON.stringify(this.last(own, 8))} has raw bytes of data type ${type}`);
    }
    let elements = 1;
    for (const field of own.filter(({ number }) => number === 1)) {
      const sizes = field.wire === VARINT ? [field.value] : packed(this.within(field), MOST_DIMENSIONS);
      for (const size of sizes) {
        elements *= size;
      }
    }
    return Math.ceil((elements * (ELEMENT_BITS[type] ?? 0)) / 8);
  }

  private entry(field: Field): [key: string, value: string] {
    const own = [...fields(this.within(field), this.budget)];
    return [this.last(own, 1), this.last(own, 2)];
  }

  private within(field: Field): Cursor {
    return new Cursor(this.source, field.start, field.end);
  }

  /** Text of a field that is there once; of several, readers take the last. */
  private last(own: Field[], number: number): string {
    const found = own.filter((field) => field.number === number).at(-1);
    return found ? decodeUtf8(this.source.read(found.start, found.end - found.start)) : '';
  }
}

function externalData(entries: [string, string][], bytes: number): ExternalData {
  const keys = entries.map(([key]) => key);
  if (new Set(keys).size !== keys.length) {
    throw new Malformed('external data of a tensor has a key twice');
  }
  const values = Object.fromEntries(entries);
  const offset = Number(values.offset ?? 0);
  const length = Number(values.length ?? bytes);
  if (!Number.isSafeInteger(offset) || offset < 0 || length !== bytes) {
    throw new Malformed(
      `external data at ${values.offset} of ${values.length} bytes is not the ${bytes} of its tensor`,
    );
  }
  return { location: values.location ?? '', offset, length };
}

function operatorKey(domain: string, name: string): string {
  return JSON.stringify([domain, name]);
}
