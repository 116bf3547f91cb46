import { ByteSource, head } from '../byte-source';
import { isText } from '../content/text';
import { Objection } from '../refusal';
import { looksLikeGguf } from './gguf';
import { looksLikeImage } from './image';
import { MAGIC_BYTES, packedStream, refusedMagic } from './magic';
import { looksLikeNpy } from './npy';
import { looksLikeOnnx } from './onnx';
import { isOnlyTooLong, picklePayload } from './pickle';
import { looksLikeSafetensors } from './safetensors';
import { looksLikeSentencePiece } from './sentencepiece';
import { looksLikeTar } from './tar';
import { looksLikeZip } from './zip';

/** Formats that are looked into. */
export type Format = 'safetensors' | 'gguf' | 'onnx' | 'npy' | 'sentencepiece' | 'image' | 'text' | 'zip' | 'tar';

type Detector = (start: Buffer, source: ByteSource) => boolean;

const BINARY: Readonly<Record<Exclude<Format, 'text' | 'zip' | 'tar'>, Detector>> = {
  safetensors: looksLikeSafetensors,
  gguf: looksLikeGguf,
  onnx: (_, source) => looksLikeOnnx(source),
  npy: looksLikeNpy,
  sentencepiece: (_, source) => looksLikeSentencePiece(source),
  image: looksLikeImage,
};
const ARCHIVES: Readonly<Record<'zip' | 'tar', Detector>> = { zip: looksLikeZip, tar: looksLikeTar };

/** What the content of a file is; names play no part. */
export interface Identity {
  /** Every format in which the bytes could be read. */
  readonly formats: readonly Format[];
  /** Why the file is refused whatever else it is. */
  readonly refused?: Objection;
  /** Why it is refused unless only readers of its one format take it. */
  readonly unfollowed?: Objection;
}

export function identify(source: ByteSource): Identity {
  const start = head(source, MAGIC_BYTES);
  const text = isText(source);
  const detectors = Object.entries({ ...ARCHIVES, ...(text ? {} : BINARY) }) as [Format, Detector][];
  const formats = detectors.filter(([, detect]) => detect(start, source)).map(([format]) => format);
  const reason = picklePayload(source);
  const isUnfollowed = reason !== undefined && isOnlyTooLong(reason);
  const other = text ? undefined : (refusedMagic(start, source) ?? unknown(formats, start));
  return {
    formats: text ? [...formats, 'text'] : formats,
    refused: reason === undefined || isUnfollowed ? other : pickle(reason),
    unfollowed: isUnfollowed ? pickle(reason) : undefined,
  };
}

function unknown(formats: readonly Format[], start: Buffer): Objection | undefined {
  return formats.length === 0 ? packedStream(start) : undefined;
}

function pickle(reason: string): Objection {
  return { rule: 'pickle', reason, fix: 'convert the weights to safetensors where they are trusted, and ship those' };
}
