import { createHash, createPublicKey, KeyObject } from 'node:crypto';
import { crypto } from '@sigstore/core';
import { SignedStatement } from './bundle';
import { refuseSignature } from './refuse';

/** Who signed. */
export interface Signer {
  readonly key: KeyObject;
  readonly name: string;
}

/** Digests by the curve of the key. Source: sigstore/protobuf-specs, `PublicKeyDetails`. */
const DIGESTS: Readonly<Record<string, string | undefined>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
};

/** The signer by a key, if the bundle names no other one. */
export function keyedSigner(keyHint: string | undefined, pem: string): Signer {
  const key = createPublicKey(pem);
  const digest = sha256(key.export({ type: 'spki', format: 'pem' })).toString('hex');
  // The second is that of cosign and the other clients of Sigstore.
  const hints = [digest, sha256(key.export({ type: 'spki', format: 'der' })).toString('base64')];
  if (keyHint && !hints.includes(keyHint)) {
    refuseSignature(`signed by key ${keyHint}, not by ${hints.join(' or ')}`, 'give the key of the signer');
  }
  return { key, name: `key ${digest}` };
}

function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

/** Throws unless the signer signed the statement. */
export function checkSignature({ signed, signature }: SignedStatement, { key, name }: Signer): void {
  const digest = DIGESTS[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (digest === undefined) {
    refuseSignature(`${name} is not of curve P-256, P-384 or P-521`);
  }
  if (!crypto.verify(signed, key, signature, digest)) {
    refuseSignature(`signature is not one of ${name}, or what it signs was changed`);
  }
}
