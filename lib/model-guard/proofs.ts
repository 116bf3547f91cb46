import { readFileSync, statSync } from 'node:fs';
import type { Trust } from './signature/verify-signature';

/** What proves that a model is the one that was meant, beside being safe to read. Files are named by their paths. */
export interface Proofs {
  /**
   * Whether files are looked into, but not hashed.
   *
   * @default false
   */
  readonly headersOnly?: boolean;
  /** File of digests. */
  readonly manifest?: string;
  /** Digest of the manifest of the model, `sha256:<hex>`. */
  readonly digest?: string;
  /** Bundle of OpenSSF Model Signing. */
  readonly signature?: string;
  /** Key of the signer, PEM. */
  readonly publicKey?: string;
  /** Root certificates that vouch for signers, PEM. */
  readonly certificateChain?: string;
  /** Who must have signed, by the certificate: an email address, a URI or a common name. */
  readonly certificateIdentity?: string;
  /** Authorities and logs of a Sigstore instance, for keyless signatures: its `trusted_root.json`. */
  readonly trustedRoot?: string;
  /** Who must have vouched for the identity of a keyless signature, by its URL. */
  readonly certificateOidcIssuer?: string;
  /** File that gets an inventory of what was verified. */
  readonly sbom?: string;
  /**
   * Name of the model in the inventory.
   *
   * @default - that of its directory or file
   */
  readonly sbomName?: string;
}

/** Options for which files are hashed. */
const HASHED = ['manifest', 'digest', 'signature', 'sbom'] as const;
const FLAGS = {
  publicKey: '--public-key',
  certificateChain: '--certificate-chain',
  certificateIdentity: '--certificate-identity',
  trustedRoot: '--trusted-root',
  certificateOidcIssuer: '--certificate-oidc-issuer',
};
/** What goes together, in that order. */
const TRUSTS = [
  'publicKey',
  'certificateChain,certificateIdentity',
  'certificateIdentity,trustedRoot,certificateOidcIssuer',
];

/** Throws for proofs that do not go together. */
export function checkProofs(proofs: Proofs): void {
  const hashed = HASHED.filter((proof) => proofs[proof] !== undefined);
  if (proofs.headersOnly && hashed.length > 0) {
    throw new Error(`--headers-only hashes nothing, which --${hashed[0]} needs: leave one of them out`);
  }
  if (proofs.sbomName !== undefined && proofs.sbom === undefined) {
    throw new Error('--sbom-name is for an --sbom, and none is asked for');
  }
  const given = (Object.keys(FLAGS) as (keyof typeof FLAGS)[]).filter((key) => proofs[key] !== undefined);
  if (proofs.signature !== undefined && !TRUSTS.includes(given.join())) {
    throw new Error(
      '--signature needs --public-key, or --certificate-chain and --certificate-identity, or --trusted-root, --certificate-identity and --certificate-oidc-issuer: anybody can sign',
    );
  }
  if (proofs.signature === undefined && given.length > 0) {
    throw new Error(`${FLAGS[given[0]]} is for a --signature, and none is given`);
  }
}

/** An archive is hashed by what unpacks it, so that only a directory has a digest. */
export function isHashed(target: string, proofs: Proofs): boolean {
  return !proofs.headersOnly && (HASHED.some((proof) => proofs[proof] !== undefined) || statSync(target).isDirectory());
}

/** Whose signatures count. */
export function readTrust(proofs: Proofs): Trust {
  const { publicKey, certificateChain, certificateIdentity, trustedRoot, certificateOidcIssuer } = proofs;
  if (trustedRoot !== undefined) {
    return {
      trustedRoot: readFileSync(trustedRoot, 'utf8'),
      certificateIdentity: certificateIdentity!,
      certificateOidcIssuer: certificateOidcIssuer!,
    };
  }
  return publicKey === undefined
    ? { certificateChain: readFileSync(certificateChain!, 'utf8'), certificateIdentity: certificateIdentity! }
    : { publicKey: readFileSync(publicKey, 'utf8') };
}
