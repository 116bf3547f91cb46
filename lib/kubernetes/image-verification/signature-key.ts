import { createPublicKey, X509Certificate } from 'node:crypto';
import { Problem } from '../../private/problems';
import { checkName } from '../names';

/** Who signs images, by a key. */
export interface SignatureKey {
  /** Name that is shown when an image is refused, for example `release`. */
  readonly name: string;

  /** The public key, as PEM: `-----BEGIN PUBLIC KEY-----…`. */
  readonly publicKey: string;
}

export function checkKeys(keys: readonly SignatureKey[]): Problem[] {
  return [
    ...checkSome('signature keys', keys),
    ...checkDistinct(keys),
    ...keys.flatMap(({ name, publicKey }) => [
      ...checkName('name of a signature key', name),
      ...checkPublicKey(`signature key ${name} is no public key`, publicKey),
    ]),
  ];
}

/** Problems of a public key as PEM. */
export function checkPublicKey(what: string, publicKey: string): Problem[] {
  return isPem(publicKey, 'PUBLIC KEY') && parses(() => createPublicKey(publicKey))
    ? []
    : [notPem(what, publicKey, 'PUBLIC KEY')];
}

/** Problems of certificates, each by itself as PEM. */
export function checkCertificates(certificates: readonly string[]): Problem[] {
  return [
    ...checkSome('certificates', certificates),
    ...certificates
      .filter((pem) => !isPem(pem, 'CERTIFICATE') || !parses(() => new X509Certificate(pem)))
      .map((pem) => notPem('certificate cannot be read', pem, 'CERTIFICATE')),
  ];
}

/** PEM with one newline at its end, so that the same key is the same text. */
export function pemText(pem: string): string {
  return `${pem.trim()}\n`;
}

export function checkSome(what: string, list: readonly unknown[]): Problem[] {
  return list.length > 0
    ? []
    : [{ what: `no ${what}`, got: list, allowed: 'at least one', fix: 'nothing would be verified: give one' }];
}

function checkDistinct(keys: readonly SignatureKey[]): Problem[] {
  const names = keys.map(({ name }) => name);
  return new Set(names).size === names.length
    ? []
    : [
        {
          what: 'signature keys have the same name',
          got: names.join(', '),
          allowed: 'names that differ',
          fix: 'rename one',
        },
      ];
}

function isPem(text: string, label: string): boolean {
  const lines = text.trim().split(/\r?\n/);
  const [first, last] = [lines[0], lines.at(-1)];
  // one block: what follows a first one would be left out in silence, and could be a private key
  return (
    first === `-----BEGIN ${label}-----` &&
    last === `-----END ${label}-----` &&
    !/-----.*-----/s.test(lines.slice(1, -1).join('\n'))
  );
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

/** The text is not shown: it could be a private key. */
function notPem(what: string, pem: string, label: string): Problem {
  return {
    what,
    got: pem.trim().split('\n')[0],
    allowed: `one PEM block that begins with -----BEGIN ${label}-----`,
    fix: label === 'CERTIFICATE' ? 'give each certificate by itself' : 'export the public half of the key',
  };
}
