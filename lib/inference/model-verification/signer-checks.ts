import { createPublicKey } from 'node:crypto';
import { checkPublicKey } from '../../kubernetes/image-verification/signature-key';
import { Problem } from '../../private/problems';

/** Problems of the key of a signer. Source: sigstore/model-transparency, `_signing/sign_ec_key.py`, for the curves. */
export function checkSignerKey(publicKey: string): Problem[] {
  const problems = checkPublicKey('key of the signer is no public key', publicKey);
  if (problems.length > 0) {
    return problems;
  }
  const curve = createPublicKey(publicKey).asymmetricKeyDetails?.namedCurve ?? 'no curve';
  return ['prime256v1', 'secp384r1', 'secp521r1'].includes(curve)
    ? []
    : [
        {
          what: 'key of the signer cannot sign models',
          got: curve,
          allowed: 'an elliptic curve key on P-256, P-384 or P-521',
          fix: 'make one with `openssl ecparam -genkey -name prime256v1`',
        },
      ];
}

/** Problems of the name of a signer. */
export function checkIdentity(identity: string): Problem[] {
  return identity.trim() !== ''
    ? []
    : [
        {
          what: 'identity of the signer is empty',
          got: identity,
          allowed: 'an email address, a URI or a common name',
          fix: 'name who signs: a root vouches for everybody whom it gave a certificate',
        },
      ];
}

/** Problems of what says whose keyless signatures count. */
export function checkKeyless(trustedRoot: string, issuer: string): Problem[] {
  return [
    ...(isTrustedRoot(trustedRoot)
      ? []
      : [
          {
            what: 'trusted root names no certificate authority or no transparency log',
            got: trustedRoot.slice(0, 60),
            allowed: 'the text of a trusted_root.json of Sigstore',
            fix: 'take it from the Sigstore instance that signs, for example with `cosign trusted-root create`',
          },
        ]),
    ...(/^https:\/\/[^\s/]+/.test(issuer)
      ? []
      : [
          {
            what: 'issuer of the identity is no address',
            got: issuer,
            allowed: 'an https URL',
            fix: 'name the OpenID Connect issuer that the certificate of the signer names',
          },
        ]),
  ];
}

function isTrustedRoot(text: string): boolean {
  try {
    const root = JSON.parse(text) as Record<string, unknown> | null;
    return ['certificateAuthorities', 'tlogs'].every((key) => {
      const entries = root?.[key];
      return Array.isArray(entries) && entries.length > 0;
    });
  } catch {
    return false;
  }
}
