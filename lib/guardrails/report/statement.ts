import { describe } from '../../private/problems';
import { EvidenceDetection, EvidencePack, EvidenceSignature } from '../evidence/pack';
import { Residual, RESIDUALS } from '../evidence/residuals';
import { checkSignature, differencesOf } from '../evidence/verify';

/** A risk that an object leaves open, and what a person has to do about it; empty if nothing. */
export interface StatedResidual extends Residual {
  readonly object: string;
}

/** What a report says of the evidence of a folder, and whether it was found to be true. */
export interface EvidenceStatement {
  /** SHA-256 of the evidence. */
  readonly digest: string;
  /** SHA-256 of each file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  readonly detections: readonly EvidenceDetection[];
  /** What objects themselves say that they leave open. */
  readonly stated: readonly StatedResidual[];
  readonly signature?: EvidenceSignature & { readonly isVerified: boolean };
  /** Everything by which the folder differs from its evidence. */
  readonly differences: readonly string[];
}

/** @throws if the file holds no public key for Ed25519 */
export function statementOf(pack: EvidencePack, folder: string, publicKeyFile?: string): EvidenceStatement {
  const { digest, files, detections, residuals, signature } = pack;
  const isVerified = publicKeyFile !== undefined && checkSignature(pack, publicKeyFile).length === 0;
  return {
    digest,
    files,
    detections,
    stated: Object.entries(residuals)
      .filter(([id]) => !(id in RESIDUALS))
      .map(([object, residual]) => ({ object, ...residual })),
    signature: signature && { ...signature, isVerified },
    differences: differencesOf(pack, folder, publicKeyFile).map(describe),
  };
}
