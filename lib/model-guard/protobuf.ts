import { ByteSource, chunks } from './byte-source';
import { Cursor } from './cursor';
import { Malformed } from './refusal';

/** Wire types. Source: protobuf.dev, "Encoding". Groups (3 and 4) are not used by any model format. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** One field of a message. A field of bytes has been read over; its extent says where it is. */
export interface Field {
  readonly number: number;
  readonly wire: number;
  /** Value of a varint; rounded above 2^53, which is more than any size, and so are negative numbers. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** Counts what is read, so that a file of nothing but tiny fields is not read for ever. */
export interface Budget {
  fields: number;
}

/** More than the largest graphs have. */
export function newBudget(): Budget {
  return { fields: 10_000_000 };
}

/** The fields of the message between the cursor and its end, without their contents. */
export function* fields(cursor: Cursor, budget: Budget): Generator<Field> {
  while (cursor.remaining > 0) {
    budget.fields -= 1;
    if (budget.fields < 0) {
      throw new Malformed('messages have more fields than any model');
    }
    const tag = varint(cursor);
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (number === 0 || number >= 2 ** 29) {
      throw new Malformed(`field number ${number} at ${cursor.offset} is out of bounds`);
    }
    yield readField(cursor, number, wire);
  }
}

/** The numbers of a packed field. */
export function* packed(cursor: Cursor, most: number): Generator<number> {
  for (let count = 0; cursor.remaining > 0; count++) {
    if (count === most) {
      throw new Malformed(`field at ${cursor.offset} has more than ${most} numbers`);
    }
    yield varint(cursor);
  }
}

/** Whether the bytes are whole numbers one after the other: none cut off, none of more than ten bytes. */
export function arePackedVarints(source: ByteSource): boolean {
  let run = 0;
  for (const chunk of chunks(source)) {
    for (const byte of chunk) {
      run = byte < 128 ? 0 : run + 1;
      if (run === 10) {
        return false;
      }
    }
  }
  return run === 0;
}

function readField(cursor: Cursor, number: number, wire: number): Field {
  const value = wire === VARINT ? varint(cursor) : 0;
  const length = wire === BYTES ? varint(cursor) : { [VARINT]: 0, [FIXED32]: 4, [FIXED64]: 8 }[wire];
  if (length === undefined) {
    throw new Malformed(`wire type ${wire} at ${cursor.offset} is unknown`);
  }
  if (length > cursor.remaining) {
    throw new Malformed(`field ${number} at ${cursor.offset} has ${length} bytes, but ${cursor.remaining} remain`);
  }
  const start = cursor.offset;
  cursor.skip(length);
  return { number, wire, value, start, end: cursor.offset };
}

function varint(cursor: Cursor): number {
  let value = 0;
  for (let factor = 1; factor < 2 ** 70; factor *= 128) {
    const byte = cursor.u8();
    value += (byte % 128) * factor;
    if (byte < 128) {
      return value;
    }
  }
  throw new Malformed(`number at ${cursor.offset} has more than ten bytes`);
}
