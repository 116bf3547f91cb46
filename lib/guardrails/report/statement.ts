import { describe } from '../../private/problems';
import { EvidenceDetection, EvidencePack, EvidenceSignature } from '../evidence/pack';
import { checkSignature, differencesOf } from '../evidence/verify';

/** What a report says of the evidence of a folder, and whether it was found to be true. */
export interface EvidenceStatement {
  /** SHA-256 of the evidence. */
  readonly digest: string;
  /** SHA-256 of each file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  readonly detections: readonly EvidenceDetection[];
  readonly signature?: EvidenceSignature & { readonly isVerified: boolean };
  /** Everything by which the folder differs from its evidence. */
  readonly differences: readonly string[];
}

/** @throws if the file holds no public key for Ed25519 */
export function statementOf(pack: EvidencePack, folder: string, publicKeyFile?: string): EvidenceStatement {
  const { digest, files, detections, signature } = pack;
  const isVerified = publicKeyFile !== undefined && checkSignature(pack, publicKeyFile).length === 0;
  return {
    digest,
    files,
    detections,
    signature: signature && { ...signature, isVerified },
    differences: differencesOf(pack, folder, publicKeyFile).map(describe),
  };
}
