import { ByteSource } from '../byte-source';
import { Cursor } from '../cursor';
import { Malformed } from '../refusal';
import { PICKLE_OPCODES, PickleArgument, PickleOpcode } from './pickle-opcodes';

/** What unpickling the bytes would do, as far as it comes. */
export interface PickleTrace {
  /** Names that are imported, as `module.name`. */
  readonly imports: readonly string[];
  /** Whether a machine that has not failed before looks up a name that it finds on its stack, which no text does. */
  readonly importsFromStack: boolean;
  /**
   * Whether a frame ends within an argument. The machine in C then reads on, or passes over the rest of the frame first,
   * depending on what it reads from; so nothing behind it can be followed. No writer of pickles does that.
   */
  readonly splitsFrame: boolean;
  /** Whether something imported is called, by a machine that has not failed before. */
  readonly calls: boolean;
  /** Whether at least one pickle comes to its end. */
  readonly complete: boolean;
  /** Whether the bytes are pickles and nothing else, but for what the last frame holds behind its pickle. */
  readonly whole: boolean;
  /** Whether it is too long to be followed to the end. */
  readonly endless: boolean;
}

/** A model file that is no pickle fails within a few opcodes. */
const MOST_OPCODES = 1_000_000;
const LONGEST_LINE = 256 * 1024 * 1024;
/** Longer ones name nothing; the stack holds up to a million. */
const LONGEST_NAME = 256;
const LINE_START = 4096;
const CHUNK = 64 * 1024;
const NEWEST_PROTOCOL = 5;
/**
 * An import alone does little harm; but what begins with one of these was not meant to be a text. Source: picklescan,
 * `_unsafe_globals`.
 */
const HARMFUL_MODULES = new Set(
  `__builtin__ _aix_support _io _operator _osx_support _pickle _pyrepl aiohttp asyncio bdb builtins cloudpickle code commands
  cProfile ctypes distutils doctest ensurepip functools httplib idlelib imaplib importlib lib2to3 logging nt numpy operator
  os pdb pickle pip pkgutil posix profile pty pydoc requests runpy shutil socket ssl subprocess sys test timeit torch trace
  types urllib uuid venv webbrowser`.split(/\s+/),
);
/** Neither a sentence nor a ruled line of a text, though hardly each of the rest can be imported. */
const IMPORTABLE = /^[^\s=#]+$/;
const TOO_LONG = 'pickle is too long to be followed to its end';
/** Opcode that begins every pickle since protocol 2. */
const PROTOCOL = 0x80;

/**
 * Follows the bytes as the pickle machine would, without doing what they say. It ends only where both machines of Python,
 * that in C and that in Python, end: at a byte that is no opcode, at an argument that is cut off, and at a line that is
 * none of its opcode; or where the file is refused, since it is too long to be followed. Where the stack lacks what an opcode needs, they fail; this goes on, since a broken pickle is still
 * a pickle, but counts no more calls.
 */
export function tracePickle(source: ByteSource): PickleTrace {
  const machine = new Machine(source);
  machine.run();
  return machine;
}

/** Why the bytes are a pickle, or nothing if reading them as one does no harm. */
export function picklePayload(source: ByteSource): string | undefined {
  const { imports, importsFromStack, splitsFrame, calls, complete, whole, endless } = tracePickle(source);
  const importable = imports.filter((name) => IMPORTABLE.test(name));
  const isHarmful = imports.some((name) => HARMFUL_MODULES.has(name.split('.')[0].replaceAll("'", '')));
  if (isHarmful || importsFromStack || (importable.length > 0 && (calls || complete))) {
    return `pickle imports ${[...new Set(imports)].slice(0, 5).join(', ')}${calls ? ' and calls' : ''}`;
  }
  if (splitsFrame) {
    return 'pickle has a frame that ends within an argument, and machines read it differently';
  }
  if (endless) {
    return TOO_LONG;
  }
  return whole || (complete && source.read(0, 1)[0] === PROTOCOL) ? 'pickle' : undefined;
}

/** Whether that is all that is known of it. */
export function isOnlyTooLong(reason: string): boolean {
  return reason === TOO_LONG;
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
  public importsFromStack = false;
  public splitsFrame = false;
  public calls = false;
  public complete = false;
  public whole = false;
  public endless = false;

  private readonly cursor: Cursor;
  private frameEnd = 0;
  private isLineTooLong = false;
  private sound = true;
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
    const argument = this.argumentInFrame(opcode.argument);
    if (!argument) {
      return false;
    }
    if (opcode.takesMark) {
      this.takeMark();
    }
    this.sound &&= this.segment.length >= opcode.needs;
    switch (opcode.name) {
      case 'STOP':
        this.stop();
        return true;
      case 'MARK':
        this.below.push(this.segment);
        this.segment = [];
        return true;
      case 'POP':
        this.pop();
        return true;
      case 'FRAME':
        this.frameEnd = this.cursor.offset + argument.number!;
        return true;
      case 'PROTO':
        return argument.number! <= NEWEST_PROTOCOL;
      default:
        this.apply(opcode, argument);
        return true;
    }
  }

  private apply(opcode: PickleOpcode, { text, number }: Argument): void {
    const top = this.segment.at(-1);
    const taken = this.segment.splice(Math.max(0, this.segment.length - opcode.takes), opcode.takes);
    if (opcode.imports) {
      this.importsFromStack ||= opcode.takes > 0 && this.sound;
      this.imports.push(
        text ?? (taken.length > 0 ? taken.map((name) => name ?? '?').join('.') : `extension-${number}`),
      );
    }
    this.calls ||= opcode.calls === true && this.sound && this.imports.length > 0;
    if (opcode.memo === 'put') {
      this.memo.set(number ?? this.memo.size, top);
    }
    const value = opcode.memo === 'get' ? this.memo.get(number!) : opcode.imports ? undefined : text;
    this.segment.push(...Array<Value>(opcode.leaves).fill(value));
  }

  private pop(): void {
    if (this.segment.length > 0) {
      this.segment.pop();
    } else {
      this.takeMark();
    }
  }

  private takeMark(): void {
    this.sound &&= this.below.length > 0;
    this.segment = this.below.pop() ?? [];
  }

  /** Another pickle may follow, and some loaders read it. */
  private stop(): void {
    this.complete = true;
    this.whole = this.sound && [this.cursor.offset, this.frameEnd].includes(this.source.size);
    this.segment = [];
    this.below = [];
    this.memo = new Map();
  }

  private argumentInFrame(form: PickleArgument): Argument | undefined {
    const start = this.cursor.offset;
    const isInFrame = start < this.frameEnd && this.frameEnd <= this.source.size;
    let isRead = false;
    try {
      const argument = this.argument(form);
      isRead = argument !== undefined;
      return argument;
    } finally {
      this.splitsFrame ||= isInFrame && this.sound && (!isRead || this.cursor.offset > this.frameEnd);
    }
  }

  private argument(argument: PickleArgument): Argument | undefined {
    if (argument.kind === 'lines') {
      const lines = Array.from({ length: argument.lines }, () => this.line(argument.pattern));
      this.endless ||= this.isLineTooLong && !argument.isIdentifier;
      return lines.includes(undefined)
        ? undefined
        : { text: Buffer.from(lines.join('.'), 'latin1').toString(), number: Number(lines[0]) };
    }
    const { kind, bytes } = argument;
    const number = unsigned(this.cursor.bytes(bytes));
    if (kind === 'fixed') {
      return bytes === 0 ? {} : { number };
    }
    const text = number <= LONGEST_NAME ? this.cursor.bytes(number).toString() : this.cursor.skip(number);
    return { text: text ?? undefined };
  }

  /**
   * A line whose beginning has the pattern, or nothing. A last line that does not end loses its last character, since
   * that is what Python's slower machine makes of it.
   */
  private line(pattern: RegExp): string | undefined {
    const start = this.cursor.offset;
    const beginning = this.source.read(start, Math.min(this.cursor.remaining, LINE_START));
    const newline = beginning.indexOf(0x0a);
    const text = beginning.subarray(0, newline < 0 ? undefined : newline).toString('latin1');
    if (!pattern.test(text)) {
      return undefined;
    }
    const end = newline < 0 ? this.endOfLine(start) : start + newline;
    if (end === undefined) {
      return undefined;
    }
    this.cursor.skip(end + 1 - start);
    return newline < 0 && end === this.source.size - 1 ? text.slice(0, -1) : text;
  }

  private endOfLine(start: number): number | undefined {
    for (let offset = start; offset < this.source.size; offset += CHUNK) {
      const index = this.source.read(offset, Math.min(CHUNK, this.source.size - offset)).indexOf(0x0a);
      if (index >= 0) {
        return offset + index;
      }
      if (offset - start > LONGEST_LINE) {
        this.isLineTooLong = true;
        return undefined;
      }
    }
    return start < this.source.size ? this.source.size - 1 : undefined;
  }
}

/** The value of little-endian bytes; one beyond 2^53 is rounded, and is the length of no file. */
function unsigned(bytes: Buffer): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
