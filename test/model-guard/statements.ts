import { createHash } from 'node:crypto';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** What OpenSSF Model Signing signs of a model: its files with their digests. */
export function statementOf(files: Readonly<Record<string, Buffer>>): string {
  const names = Object.keys(files).sort();
  const digests = names.map((name) => sha256(files[name]));
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model', digest: { sha256: sha256(Buffer.concat(digests)).toString('hex') } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false, ignore_paths: [] },
      resources: names.map((name, at) => ({ name, algorithm: 'sha256', digest: digests[at].toString('hex') })),
    },
  });
}
