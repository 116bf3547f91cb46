import { ByteSource } from '../byte-source';
import { Cursor } from '../cursor';
import { BYTES, Field, fields } from '../protobuf';
import { Malformed } from '../refusal';

/** Fields of a tokenizer model: pieces, trainer, normalizer, self-test, denormalizer. Source: sentencepiece_model.proto. */
const FIELDS = [1, 2, 3, 4, 5];
const PIECE = 1;
/** Wire types of a piece: text, score, kind. */
const PIECE_WIRES: Readonly<Record<number, number>> = { 1: BYTES, 2: 5, 3: 0 };
/** Each once, and again by writers that append. */
const MOST_FIELDS = 8;

/** The largest published vocabularies have some 900,000. */
const MOST_PIECES = 1_000_000;

/** Whether the bytes are a tokenizer model of SentencePiece, which holds pieces of text and numbers only. */
export function looksLikeSentencePiece(source: ByteSource): boolean {
  try {
    let pieces = 0;
    for (const field of fields(new Cursor(source), { fields: MOST_PIECES + FIELDS.length })) {
      const isPart = FIELDS.includes(field.number) && field.wire === BYTES;
      if (!isPart || (pieces === 0 && field.number !== PIECE) || (field.number === PIECE && !isPiece(source, field))) {
        return false;
      }
      pieces += 1;
    }
    return pieces > 0;
  } catch (error) {
    if (error instanceof Malformed) {
      return false;
    }
    throw error;
  }
}

function isPiece(source: ByteSource, piece: Field): boolean {
  const cursor = new Cursor(source, piece.start, piece.end);
  for (const { number, wire } of fields(cursor, { fields: MOST_FIELDS })) {
    if (PIECE_WIRES[number] !== wire) {
      return false;
    }
  }
  return true;
}
