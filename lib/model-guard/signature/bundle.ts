import { assertBundle } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { Bundle } from '@sigstore/protobuf-specs';
import { parseJson } from '../json';
import { refuseSignature } from './refuse';

/** What a Sigstore bundle holds, before anything of it is believed. */
export interface SignedStatement {
  readonly payload: Buffer;
  /** The bytes that are signed: the payload with its type. */
  readonly signed: Buffer;
  readonly signature: Buffer;
  /** Digest of the public key, where a key signed. */
  readonly keyHint?: string;
  /** DER, that of the signer first; empty where a key signed. */
  readonly certificates: readonly Buffer[];
}

const IN_TOTO = 'application/vnd.in-toto+json';

/** Reads a bundle as `model_signing` writes it. Source: sigstore/protobuf-specs, sigstore_bundle.proto. */
export function readBundle(text: string): SignedStatement {
  const { content, verificationMaterial } = checkedBundle(text);
  if (content?.$case !== 'dsseEnvelope' || content.dsseEnvelope.payloadType !== IN_TOTO) {
    return refuseSignature('bundle holds no in-toto statement');
  }
  const { payload, payloadType, signatures } = content.dsseEnvelope;
  const material = verificationMaterial?.content;
  return {
    payload,
    signed: dsse.preAuthEncoding(payloadType, payload),
    signature: signatures[0].sig,
    keyHint: material?.$case === 'publicKey' ? material.publicKey.hint : undefined,
    certificates:
      material?.$case === 'x509CertificateChain'
        ? material.x509CertificateChain.certificates.map(({ rawBytes }) => rawBytes)
        : material?.$case === 'certificate'
          ? [material.certificate.rawBytes]
          : [],
  };
}

/** Certificate chains are no longer of the newest version of the format, but `model_signing` writes them there. */
function checkedBundle(text: string): Bundle {
  const document = parseJson(text);
  try {
    const bundle = Bundle.fromJSON(document);
    assertBundle(bundle);
    return bundle;
  } catch (error) {
    return refuseSignature(`file is not a Sigstore bundle: ${(error as Error).message}`);
  }
}
