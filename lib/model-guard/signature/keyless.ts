import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { refuseSignature } from './refuse';
import { parseJson } from '../json';

/** Whose signatures count: those of an identity that an issuer vouched for, by a certificate of minutes. */
export interface KeylessTrust {
  /**
   * The authorities and logs that are trusted, as JSON: `trusted_root.json` of a Sigstore instance. It is a file, so that
   * nothing is fetched. Source: sigstore/protobuf-specs, sigstore_trustroot.proto.
   */
  readonly trustedRoot: string;
  /** Email address or URI of the signer. */
  readonly certificateIdentity: string;
  /** Who told the authority that it is the signer, by its URL. */
  readonly certificateOidcIssuer: string;
}

/**
 * Verifies a bundle of a keyless signature: certificate, its entry in a certificate log, the entry of the signature in a
 * transparency log, whose time must lie within the life of the certificate, and the signature itself. Returns the signer.
 */
export function verifyKeyless(text: string, trust: KeylessTrust): string {
  const material = trustMaterial(trust.trustedRoot);
  const { subjectAlternativeName: name, issuer } = signerOf(text, material);
  if (name !== trust.certificateIdentity || issuer !== trust.certificateOidcIssuer) {
    return refuseSignature(
      `signed by ${JSON.stringify(name)} of ${JSON.stringify(issuer)}, not by ${JSON.stringify(trust.certificateIdentity)} of ${JSON.stringify(trust.certificateOidcIssuer)}`,
      'take it from the right signer',
    );
  }
  return `${name} (${issuer})`;
}

function signerOf(
  text: string,
  material: ReturnType<typeof toTrustMaterial>,
): { subjectAlternativeName?: string; issuer?: string } {
  try {
    const entity = toSignedEntity(bundleFromJSON(parseJson(text)));
    const { identity } = new Verifier(material).verify(entity);
    if (entity.key.$case === 'certificate' && entity.key.certificate.notBefore.getTime() > Date.now()) {
      throw new Error(`its certificate is not valid before ${entity.key.certificate.notBefore.toISOString()}`);
    }
    return { subjectAlternativeName: identity?.subjectAlternativeName, issuer: identity?.extensions?.issuer };
  } catch (error) {
    return refuseSignature(`keyless signature does not hold: ${(error as Error).message}`);
  }
}

/** @throws if the text is no trusted root, or one that vouches for nobody */
export function trustMaterial(json: string): ReturnType<typeof toTrustMaterial> {
  try {
    const root = TrustedRoot.fromJSON(parseJson(json));
    if (root.certificateAuthorities.length === 0 || root.tlogs.length === 0) {
      throw new Error('it names no certificate authority, or no transparency log');
    }
    return toTrustMaterial(root);
  } catch (error) {
    throw new Error(`--trusted-root is not a trusted root of Sigstore: ${(error as Error).message}`);
  }
}
