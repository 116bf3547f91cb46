/** How an opcode's argument is encoded. */
export type PickleArgument =
  | { readonly kind: 'fixed'; readonly bytes: number }
  /** A length of that many bytes, then as many bytes as it says. */
  | { readonly kind: 'counted'; readonly bytes: number }
  | { readonly kind: 'lines'; readonly lines: 1 | 2; readonly pattern: RegExp; readonly isIdentifier?: boolean };

export interface PickleOpcode {
  readonly name: string;
  readonly argument: PickleArgument;
  /** Whether everything above the last mark is taken first. */
  readonly takesMark?: boolean;
  /** Values that are needed, taken and left in the segment above the last mark. */
  readonly needs: number;
  readonly takes: number;
  readonly leaves: number;
  /** Looks up any name of any module. */
  readonly imports?: boolean;
  /** Calls what was imported, or a method of it such as `append`. */
  readonly calls?: boolean;
  /** Stores the topmost value in the memo, or pushes one of it. */
  readonly memo?: 'put' | 'get';
}

const fixed = (bytes: number): PickleArgument => ({ kind: 'fixed', bytes });
const counted = (bytes: number): PickleArgument => ({ kind: 'counted', bytes });
const line = (pattern: RegExp, lines: 1 | 2 = 1): PickleArgument => ({ kind: 'lines', lines, pattern });

const NONE = fixed(0);
/**
 * The machine in C reads a number up to the first zero byte, whatever follows it, and takes nothing for the whole number 0.
 * Source: CPython, Modules/_pickle.c, `load_int`.
 */
const WHOLE = /^[-+\w.\s]*(?:\0[^]*)?$/;
const NUMBER = /^[-+\w.\s]*(?:(?<=[\w.])\s*\0[^]*)?$/;
const NAME = /^[^\0]*$/;
/** What a loader's `persistent_load` is asked for: text in ASCII, and short. Without it, weights of zeros are one. */
const IDENTIFIER: PickleArgument = { kind: 'lines', lines: 1, pattern: /^[\0-\x7f]*$/, isIdentifier: true };

type Effect = [needs: number, takes: number, leaves: number];
const PUSH: Effect = [0, 0, 1];
const KEEP: Effect = [1, 0, 0];
const STILL: Effect = [0, 0, 0];

/** All opcodes of protocols 0 to 5, by their byte. Source: CPython, Lib/pickletools.py. */
const TABLE: [byte: number | string, name: string, argument: PickleArgument, effect: Effect, more?: object][] = [
  ['.', 'STOP', NONE, STILL],
  ['(', 'MARK', NONE, STILL],
  ['0', 'POP', NONE, STILL],
  ['1', 'POP_MARK', NONE, STILL, { takesMark: true }],
  ['2', 'DUP', NONE, [1, 0, 1]],
  ['F', 'FLOAT', line(NUMBER), PUSH],
  ['I', 'INT', line(WHOLE), PUSH],
  ['J', 'BININT', fixed(4), PUSH],
  ['K', 'BININT1', fixed(1), PUSH],
  ['L', 'LONG', line(NUMBER), PUSH],
  ['M', 'BININT2', fixed(2), PUSH],
  ['N', 'NONE', NONE, PUSH],
  ['P', 'PERSID', IDENTIFIER, PUSH],
  ['Q', 'BINPERSID', NONE, [1, 1, 1]],
  ['R', 'REDUCE', NONE, [2, 2, 1], { calls: true }],
  ['S', 'STRING', line(/^\s*['"]/), PUSH],
  ['T', 'BINSTRING', counted(4), PUSH],
  ['U', 'SHORT_BINSTRING', counted(1), PUSH],
  ['V', 'UNICODE', line(/^/), PUSH],
  ['X', 'BINUNICODE', counted(4), PUSH],
  ['a', 'APPEND', NONE, [2, 1, 0], { calls: true }],
  ['b', 'BUILD', NONE, [2, 1, 0], { calls: true }],
  ['c', 'GLOBAL', line(NAME, 2), PUSH, { imports: true }],
  ['d', 'DICT', NONE, PUSH, { takesMark: true }],
  ['}', 'EMPTY_DICT', NONE, PUSH],
  ['e', 'APPENDS', NONE, KEEP, { takesMark: true, calls: true }],
  ['g', 'GET', line(NUMBER), PUSH, { memo: 'get' }],
  ['h', 'BINGET', fixed(1), PUSH, { memo: 'get' }],
  ['i', 'INST', line(NAME, 2), PUSH, { takesMark: true, imports: true, calls: true }],
  ['j', 'LONG_BINGET', fixed(4), PUSH, { memo: 'get' }],
  ['l', 'LIST', NONE, PUSH, { takesMark: true }],
  [']', 'EMPTY_LIST', NONE, PUSH],
  ['o', 'OBJ', NONE, PUSH, { takesMark: true, calls: true }],
  ['p', 'PUT', line(NUMBER), KEEP, { memo: 'put' }],
  ['q', 'BINPUT', fixed(1), KEEP, { memo: 'put' }],
  ['r', 'LONG_BINPUT', fixed(4), KEEP, { memo: 'put' }],
  ['s', 'SETITEM', NONE, [3, 2, 0], { calls: true }],
  ['t', 'TUPLE', NONE, PUSH, { takesMark: true }],
  [')', 'EMPTY_TUPLE', NONE, PUSH],
  ['u', 'SETITEMS', NONE, KEEP, { takesMark: true, calls: true }],
  ['G', 'BINFLOAT', fixed(8), PUSH],
  ['B', 'BINBYTES', counted(4), PUSH],
  ['C', 'SHORT_BINBYTES', counted(1), PUSH],
  [0x80, 'PROTO', fixed(1), STILL],
  [0x81, 'NEWOBJ', NONE, [2, 2, 1], { calls: true }],
  [0x82, 'EXT1', fixed(1), PUSH, { imports: true }],
  [0x83, 'EXT2', fixed(2), PUSH, { imports: true }],
  [0x84, 'EXT4', fixed(4), PUSH, { imports: true }],
  [0x85, 'TUPLE1', NONE, [1, 1, 1]],
  [0x86, 'TUPLE2', NONE, [2, 2, 1]],
  [0x87, 'TUPLE3', NONE, [3, 3, 1]],
  [0x88, 'NEWTRUE', NONE, PUSH],
  [0x89, 'NEWFALSE', NONE, PUSH],
  [0x8a, 'LONG1', counted(1), PUSH],
  [0x8b, 'LONG4', counted(4), PUSH],
  [0x8c, 'SHORT_BINUNICODE', counted(1), PUSH],
  [0x8d, 'BINUNICODE8', counted(8), PUSH],
  [0x8e, 'BINBYTES8', counted(8), PUSH],
  [0x8f, 'EMPTY_SET', NONE, PUSH],
  [0x90, 'ADDITEMS', NONE, KEEP, { takesMark: true, calls: true }],
  [0x91, 'FROZENSET', NONE, PUSH, { takesMark: true }],
  [0x92, 'NEWOBJ_EX', NONE, [3, 3, 1], { calls: true }],
  [0x93, 'STACK_GLOBAL', NONE, [2, 2, 1], { imports: true }],
  [0x94, 'MEMOIZE', NONE, KEEP, { memo: 'put' }],
  [0x95, 'FRAME', fixed(8), STILL],
  [0x96, 'BYTEARRAY8', counted(8), PUSH],
  [0x97, 'NEXT_BUFFER', NONE, PUSH],
  [0x98, 'READONLY_BUFFER', NONE, KEEP],
];

export const PICKLE_OPCODES: ReadonlyMap<number, PickleOpcode> = new Map(
  TABLE.map(([byte, name, argument, [needs, takes, leaves], more]) => [
    typeof byte === 'number' ? byte : byte.charCodeAt(0),
    { name, argument, needs, takes, leaves, ...more },
  ]),
);
