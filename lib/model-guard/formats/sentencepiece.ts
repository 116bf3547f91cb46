import { ByteSource } from '../byte-source';
import { Cursor } from '../cursor';
import { BYTES, Field, fields, newBudget } from '../protobuf';
import { Malformed } from '../refusal';

/** Fields of a tokenizer model: pieces, trainer, normalizer, self-test, denormalizer. Source: sentencepiece_model.proto. */
const FIELDS = [1, 2, 3, 4, 5];
const PIECE = 1;
/** Wire types of a piece: text, score, kind. */
const PIECE_WIRES: Readonly<Record<number, number>> = { 1: BYTES, 2: 5, 3: 0 };

/** Whether the bytes are a tokenizer model of SentencePiece, which holds pieces of text and numbers only. */
export function looksLikeSentencePiece(source: ByteSource): boolean {
  try {
    const parts = [...messageFields(source)];
    return (
      parts.length > 0 &&
      parts[0].number === PIECE &&
      parts.every(({ number, wire }) => FIELDS.includes(number) && wire === BYTES) &&
      parts.filter(({ number }) => number === PIECE).every((piece) => isPiece(source, piece))
    );
  } catch (error) {
    if (error instanceof Malformed) {
      return false;
    }
    throw error;
  }
}

function isPiece(source: ByteSource, piece: Field): boolean {
  return [...fields(new Cursor(source, piece.start, piece.end), newBudget())].every(
    ({ number, wire }) => PIECE_WIRES[number] === wire,
  );
}

/** Ends early at the first field that the format does not have, so that other large files are not read through. */
function* messageFields(source: ByteSource): Generator<Field> {
  for (const field of fields(new Cursor(source), newBudget())) {
    yield field;
    if (!FIELDS.includes(field.number)) {
      return;
    }
  }
}
