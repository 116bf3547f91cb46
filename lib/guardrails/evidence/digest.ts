import { createHash, createPrivateKey, createPublicKey, KeyObject, sign, verify } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { EvidencePack, EvidenceSignature } from './pack';
import { isReport } from './report-files';
import { rulesData } from '../cel/rules-data';
import { RULES } from '../rules';
import { isModelRule } from '../rules/rule';

export const EVIDENCE_FILE = 'evidence.json';

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Files below a folder but its evidence and its reports, by path with slashes, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => name !== EVIDENCE_FILE && !isReport(name, () => String(contentOf(join(folder, name)))))
    .sort();
}

/** SHA-256 of every file below a folder but its evidence and its reports, by path. */
export function fileDigests(folder: string): Record<string, string> {
  return Object.fromEntries(filesBelow(folder).map((name) => [name, sha256(contentOf(join(folder, name)))]));
}

/** Who applies a folder follows links, so that a link counts as what it names. */
function contentOf(path: string): string | Buffer {
  return lstatSync(path).isSymbolicLink() ? `link to ${readlinkSync(path)}` : readFileSync(path);
}

/**
 * SHA-256 of what the rules ask: their CEL expressions, and the sources of rules that are functions. The code of a function
 * would not do: it differs between the library and the bundled command.
 */
export function policySetDigest(): string {
  const asked = RULES.map((rule) => {
    const { id, severity, match, params } = rule;
    return {
      id,
      severity,
      match,
      params,
      ...(isModelRule(rule) ? { judge: rulesData().modelSources } : { cel: rule.cel }),
    };
  });
  return sha256(canonical(asked));
}

/** SHA-256 of a pack without its digest and signature. */
export function packDigest(pack: Omit<EvidencePack, 'digest' | 'signature'>): string {
  const { digest: _, signature: __, ...content } = pack as EvidencePack;
  return sha256(canonical(content));
}

/** JSON with sorted keys, so that the same content has the same digest. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner as object).sort(([a], [b]) => (a < b ? -1 : 1)))
      : (inner as unknown),
  );
}

/** @throws if the file holds no private key for Ed25519 */
export function signDigest(digest: string, keyFile: string): EvidenceSignature {
  const key = ed25519(createPrivateKey(readFileSync(keyFile)), keyFile);
  return {
    algorithm: 'ed25519',
    key: fingerprint(createPublicKey(key)),
    value: sign(null, Buffer.from(digest, 'hex'), key).toString('base64'),
  };
}

/** @throws if the file holds no public key for Ed25519 */
export function isSignedBy(digest: string, signature: EvidenceSignature, keyFile: string): boolean {
  const key = ed25519(createPublicKey(readFileSync(keyFile)), keyFile);
  return (
    signature.key === fingerprint(key) &&
    verify(null, Buffer.from(digest, 'hex'), key, Buffer.from(signature.value, 'base64'))
  );
}

function ed25519(key: KeyObject, file: string): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(
      `key is of another type: got ${key.asymmetricKeyType} in ${file}; allowed: ed25519; fix: openssl genpkey -algorithm ed25519`,
    );
  }
  return key;
}

function fingerprint(key: KeyObject): string {
  return sha256(key.export({ type: 'spki', format: 'der' }));
}
