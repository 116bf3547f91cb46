import { createPublicKey, X509Certificate as NodeCertificate } from 'node:crypto';
// Node 20 leaves `tls` without createSecureContext for the whole process, if toLegacyObject is what loads it first.
import 'node:tls';
import { X509Certificate } from '@sigstore/core';
import { CertificateChainVerifier } from '@sigstore/verify/dist/key/certificate';
import { refuseSignature } from './refuse';
import { Signer } from './signer';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** `id-kp-codeSigning` as DER. Source: RFC 5280, 4.2.1.12. */
const CODE_SIGNING = Buffer.from('06082b06010505070303', 'hex');
/** Hostile chains that sign each other take for ever; real ones have three or four. */
const LONGEST_CHAIN = 8;

/**
 * The signer by a certificate, if it is the expected one and leads to a root that is trusted. Nothing in the bundle says
 * when it was signed; so, as in `model_signing`, the chain has to hold for the moment from which the certificate does,
 * or a model would stop serving on the day that its signer's certificate ends.
 */
export function certifiedSigner(chain: readonly Buffer[], rootsPem: string, identity: string): Signer {
  const roots = [...rootsPem.matchAll(PEM)].map(([pem]) => X509Certificate.parse(pem));
  if (roots.length === 0) {
    throw new Error('--certificate-chain holds no certificate in PEM');
  }
  if (chain.length > LONGEST_CHAIN) {
    refuseSignature(`chain of ${chain.length} certificates is longer than ${LONGEST_CHAIN}`);
  }
  const certificate = trusted(chain, roots);
  if (certificate.notBefore.getTime() > Date.now()) {
    refuseSignature(
      `certificate of the signer is not valid before ${certificate.notBefore.toISOString()}`,
      'sign with a certificate that is valid, or set the clock of this machine',
    );
  }
  if (!maySign(certificate)) {
    refuseSignature('certificate of the signer is not for digital signatures or code signing');
  }
  const names = namesOf(chain[0], certificate);
  if (!names.includes(identity)) {
    const actual = names.map((name) => JSON.stringify(name)).join(' and ') || 'nobody';
    refuseSignature(`signed by ${actual}, not by ${JSON.stringify(identity)}`, 'take the model from the right signer');
  }
  return { key: createPublicKey({ key: certificate.publicKey, format: 'der', type: 'spki' }), name: identity };
}

function trusted(chain: readonly Buffer[], roots: readonly X509Certificate[]): X509Certificate {
  try {
    const [leaf, ...others] = chain.map((der) => X509Certificate.parse(Buffer.from(der)));
    const path = new CertificateChainVerifier({
      // What the bundle brings may lie on the path, but only what the user brings may end it.
      trustedCerts: [...roots, ...others],
      untrustedCert: leaf,
      timestamp: leaf.notBefore,
    }).verify();
    if (roots.some((root) => root.equals(path[path.length - 1]))) {
      return leaf;
    }
  } catch (error) {
    return refuseSignature(`certificate of the signer is not trusted: ${(error as Error).message}`);
  }
  return refuseSignature('certificate of the signer is not trusted: it leads to another root');
}

function maySign(certificate: X509Certificate): boolean {
  const usage = certificate.extension(EXTENDED_KEY_USAGE);
  return certificate.extKeyUsage?.digitalSignature ?? usage?.value.includes(CODE_SIGNING) ?? false;
}

/** The alternative names; the common name only speaks for a certificate that has none. Source: RFC 9525, 2. */
function namesOf(der: Buffer, certificate: X509Certificate): string[] {
  const alternative = certificate.extSubjectAltName;
  const names = alternative
    ? [alternative.rfc822Name, alternative.uri]
    : [new NodeCertificate(der).toLegacyObject().subject.CN];
  return names.flat().filter((name) => name !== undefined);
}
