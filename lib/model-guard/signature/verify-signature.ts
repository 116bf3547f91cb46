import { readBundle } from './bundle';
import { certifiedSigner } from './certificate';
import { KeylessTrust, verifyKeyless } from './keyless';
import { refuseSignature } from './refuse';
import { checkSignature, keyedSigner } from './signer';
import { readStatement, SignedModel } from './statement';

/** Whose signatures count: those of a key, of a name that a certificate authority vouches for, or of an identity of Sigstore. */
export type Trust =
  | { readonly publicKey: string }
  | { readonly certificateChain: string; readonly certificateIdentity: string }
  | KeylessTrust;

/** What a signature proves. */
export interface VerifiedSignature extends SignedModel {
  readonly signer: string;
}

/**
 * Verifies a signature of OpenSSF Model Signing. It proves which files make up the model; whether they are there is not
 * looked at. Throws `Malformed` if it proves nothing.
 *
 * @param text Sigstore bundle
 * @param trust whose signatures count, in PEM
 */
export function verifySignature(text: string, trust: Trust): VerifiedSignature {
  const bundle = readBundle(text);
  if ('trustedRoot' in trust) {
    return { signer: verifyKeyless(text, trust), ...readStatement(bundle.payload) };
  }
  const isCertified = bundle.certificates.length > 0;
  if (isCertified !== 'certificateChain' in trust) {
    refuseSignature(
      `signed with a ${isCertified ? 'certificate' : 'key'}`,
      isCertified
        ? 'give --certificate-chain and --certificate-identity, or --trusted-root, --certificate-identity and --certificate-oidc-issuer'
        : 'give --public-key',
    );
  }
  const signer =
    'publicKey' in trust
      ? keyedSigner(bundle.keyHint, trust.publicKey)
      : certifiedSigner(bundle.certificates, trust.certificateChain, trust.certificateIdentity);
  checkSignature(bundle, signer);
  return { signer: signer.name, ...readStatement(bundle.payload) };
}
