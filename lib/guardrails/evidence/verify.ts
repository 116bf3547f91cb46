import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE_FILE, fileDigests, isSignedBy, packDigest, policySetDigest } from './digest';
import { EvidencePack, FORMAT } from './pack';
import { Problem } from '../../private/problems';

/** Everything by which a folder differs from its evidence. Empty if nothing was changed, added or taken away since. */
export function verifyEvidence(folder: string, publicKeyFile?: string): Problem[] {
  const read = readPack(folder);
  if ('what' in read) {
    return [read];
  }
  return differencesOf(read, folder, publicKeyFile);
}

/** Everything by which a folder differs from what its evidence says. */
export function differencesOf(pack: EvidencePack, folder: string, publicKeyFile?: string): Problem[] {
  return [...checkFiles(pack, fileDigests(folder)), ...checkPack(pack), ...checkSignature(pack, publicKeyFile)];
}

/** The evidence of a folder, or why it cannot be read. */
export function readPack(folder: string): EvidencePack | Problem {
  const problem = (what: string, got: unknown): Problem => ({
    what,
    got,
    allowed: `a file ${EVIDENCE_FILE} of format ${FORMAT}`,
    fix: 'synthesize again, and write the evidence after that',
  });
  let text: string;
  try {
    text = readFileSync(join(folder, EVIDENCE_FILE), 'utf8');
  } catch (error) {
    return problem('folder holds no evidence', (error as Error).message);
  }
  let pack: Partial<EvidencePack> | null;
  try {
    pack = JSON.parse(text) as Partial<EvidencePack> | null;
  } catch (error) {
    return problem('evidence is no JSON', (error as Error).message);
  }
  if (pack?.format !== FORMAT) {
    return problem('evidence has another format', pack?.format);
  }
  const { files, signature } = pack;
  if (typeof files !== 'object' || files === null || typeof (signature?.value ?? '') !== 'string') {
    return problem('evidence is not whole', Object.keys(pack));
  }
  return pack as EvidencePack;
}

function checkFiles({ files }: EvidencePack, now: Record<string, string>): Problem[] {
  const names = [...new Set([...Object.keys(files), ...Object.keys(now)])].sort();
  return names
    .filter((name) => files[name] !== now[name])
    .map((name) => ({
      what:
        now[name] === undefined
          ? `file is missing: ${name}`
          : files[name] === undefined
            ? `file is not in the evidence: ${name}`
            : `file was changed: ${name}`,
      got: now[name],
      allowed: files[name] ?? 'nothing',
      fix: 'change the code and synthesize again; files are not edited by hand',
    }));
}

function checkPack(pack: EvidencePack): Problem[] {
  const digest = packDigest(pack);
  const policySet = policySetDigest();
  return [
    ...(pack.digest === digest
      ? []
      : [
          {
            what: 'evidence was changed after it was written',
            got: digest,
            allowed: pack.digest,
            fix: 'synthesize again, and write the evidence after that',
          },
        ]),
    ...(pack.policySet === policySet
      ? []
      : [
          {
            what: 'evidence was made with other rules',
            got: pack.policySet,
            allowed: policySet,
            fix: 'verify with the version of the library that wrote it, or synthesize again with this one',
          },
        ]),
  ];
}

/** Whether a folder's evidence is signed by the key, if one is given. */
export function checkSignature({ digest, signature }: EvidencePack, publicKeyFile: string | undefined): Problem[] {
  if (publicKeyFile === undefined || (signature && isSignedBy(digest, signature, publicKeyFile))) {
    return [];
  }
  return [
    {
      what: signature ? 'signature is not of this key' : 'evidence is not signed',
      got: signature?.key,
      allowed: `a signature by the key in ${publicKeyFile}`,
      fix: 'write the evidence with the private key that belongs to it',
    },
  ];
}
