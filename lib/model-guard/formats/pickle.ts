import { ByteSource } from '../byte-source';
import { Cursor } from '../cursor';
import { Malformed } from '../refusal';
import { PICKLE_OPCODES, PickleArgument, PickleOpcode } from './pickle-opcodes';

/** What unpickling the bytes would do, as far as it comes. */
export interface PickleTrace {
  /** Names that are imported, as `module.name`. */
  readonly imports: readonly string[];
  /** Whether something imported is called. */
  readonly calls: boolean;
  /** Whether at least one pickle comes to its end. */
  readonly complete: boolean;
  /** Whether it is too long to be followed to the end. */
  readonly endless: boolean;
}

/** A model file that is no pickle fails within a few opcodes. */
const MOST_OPCODES = 1_000_000;
const LONGEST_LINE = 256 * 1024 * 1024;
const LONGEST_NAME = 4096;
const CHUNK = 64 * 1024;
const NEWEST_PROTOCOL = 5;

/**
 * Follows the bytes as the pickle machine would, without doing what they say. Where all of Python's readers fail, it
 * stops; where one might go on, it goes on.
 */
export function tracePickle(source: ByteSource): PickleTrace {
  const machine = new Machine(source);
  machine.run();
  return machine;
}

/** Why the bytes are a pickle, or nothing if reading them as one does no harm. */
export function picklePayload(source: ByteSource): string | undefined {
  const { imports, calls, complete, endless } = tracePickle(source);
  if (imports.length > 0 && (calls || complete)) {
    return `pickle imports ${[...new Set(imports)].slice(0, 5).join(', ')}${calls ? ' and calls' : ''}`;
  }
  if (endless) {
    return 'pickle is too long to be followed to its end';
  }
  return complete && source.read(0, 1)[0] === 0x80 ? 'pickle' : undefined;
}

/** An argument as far as it matters: a name or text that may become one, or an index of the memo. */
interface Argument {
  readonly text?: string;
  readonly number?: number;
}

/** A value on the stack; only text is known, since only text becomes a name. */
type Value = string | undefined;

class Machine implements PickleTrace {
  public readonly imports: string[] = [];
  public calls = false;
  public complete = false;
  public endless = false;

  private readonly cursor: Cursor;
  /** Values above the last mark, and those below each mark. */
  private segment: Value[] = [];
  private below: Value[][] = [];
  private memo = new Map<number, Value>();

  public constructor(private readonly source: ByteSource) {
    this.cursor = new Cursor(source);
  }

  public run(): void {
    try {
      for (let count = 0; this.cursor.remaining > 0; count++) {
        const opcode = PICKLE_OPCODES.get(this.cursor.u8());
        if (count === MOST_OPCODES) {
          this.endless = true;
        }
        if (this.endless || !opcode || !this.step(opcode)) {
          return;
        }
      }
    } catch (error) {
      // The bytes end within an argument, and the real machine ends there too.
      if (!(error instanceof Malformed)) {
        throw error;
      }
    }
  }

  /** Whether the machine goes on after the opcode. */
  private step(opcode: PickleOpcode): boolean {
    const argument = this.argument(opcode.argument);
    if (!argument || (opcode.takesMark && !this.takeMark()) || this.segment.length < opcode.needs) {
      return false;
    }
    switch (opcode.name) {
      case 'STOP':
        return this.stop();
      case 'MARK':
        this.below.push(this.segment);
        this.segment = [];
        return true;
      case 'POP':
        return this.segment.length > 0 ? this.segment.splice(-1).length > 0 : this.takeMark();
      case 'PROTO':
        return argument.number! <= NEWEST_PROTOCOL;
      default:
        this.apply(opcode, argument);
        return true;
    }
  }

  private apply(opcode: PickleOpcode, { text, number }: Argument): void {
    const top = this.segment.at(-1);
    const taken = this.segment.splice(this.segment.length - opcode.takes, opcode.takes);
    if (opcode.imports) {
      this.imports.push(
        text ?? (taken.length > 0 ? taken.map((name) => name ?? '?').join('.') : `extension ${number}`),
      );
    }
    this.calls ||= opcode.calls === true && this.imports.length > 0;
    if (opcode.memo === 'put') {
      this.memo.set(number ?? this.memo.size, top);
    }
    const value = opcode.memo === 'get' ? this.memo.get(number!) : opcode.imports ? undefined : text;
    this.segment.push(...Array<Value>(opcode.leaves).fill(value));
  }

  private takeMark(): boolean {
    const segment = this.below.pop();
    this.segment = segment ?? this.segment;
    return segment !== undefined;
  }

  /** Another pickle may follow, and some loaders read it. */
  private stop(): boolean {
    this.complete = true;
    this.segment = [];
    this.below = [];
    this.memo = new Map();
    return true;
  }

  private argument(argument: PickleArgument): Argument | undefined {
    if (argument.kind === 'lines') {
      const lines = Array.from({ length: argument.lines }, () => this.line(argument.pattern));
      return lines.includes(undefined) ? undefined : { text: lines.join('.'), number: Number(lines[0]) };
    }
    const { kind, bytes } = argument;
    const number = this.number(bytes);
    if (kind === 'fixed') {
      return { number };
    }
    const text = number! <= LONGEST_NAME ? this.cursor.bytes(number!).toString() : this.cursor.skip(number!);
    return { text: text ?? undefined };
  }

  private number(bytes: number): number | undefined {
    switch (bytes) {
      case 0:
        return undefined;
      case 8:
        return this.cursor.u64('argument');
      default:
        return this.cursor.bytes(bytes).readUIntLE(0, bytes);
    }
  }

  /** A line whose beginning has the pattern, or nothing. */
  private line(pattern: RegExp): string | undefined {
    const start = this.cursor.offset;
    const [text] = this.source.read(start, Math.min(this.cursor.remaining, LONGEST_NAME)).toString().split('\n', 1);
    const end = pattern.test(text) ? this.newline(start) : undefined;
    if (end === undefined) {
      return undefined;
    }
    this.cursor.skip(end + 1 - start);
    return text;
  }

  private newline(start: number): number | undefined {
    for (let offset = start; offset < this.source.size; offset += CHUNK) {
      const index = this.source.read(offset, Math.min(CHUNK, this.source.size - offset)).indexOf(0x0a);
      if (index >= 0) {
        return offset + index;
      }
      if (offset - start > LONGEST_LINE) {
        this.endless = true;
        break;
      }
    }
    return undefined;
  }
}
