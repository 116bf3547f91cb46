import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { digestFiles, FileDigest } from './hash';
import { inspectModel } from './inspect';
import { compareDigests, Digests, formatManifest, manifestDigest, parseManifest } from './manifest';
import { Policy } from './policy';
import { checkProofs, isHashed, Proofs, readTrust } from './proofs';
import { Malformed, Refusal } from './refusal';
import { Report, Verdict } from './report';
import { verifySignature } from './signature/verify-signature';
import { changesSince, Listing } from './walk';

/** A model that was verified, with what an inventory of it is made of. */
export interface Verified {
  readonly report: Report;
  readonly listing: Listing;
  readonly digests: Digests;
}

/** Inspects a model and holds it against the proofs. Throws if it cannot be read at all. */
export async function verifyModel(target: string, policy: Policy, proofs: Proofs = {}): Promise<Report> {
  return (await verify(target, policy, proofs)).report;
}

/** As `verifyModel`, with the digests of the files. */
export async function verify(target: string, policy: Policy, proofs: Proofs): Promise<Verified> {
  checkProofs(proofs);
  const listing = inspectModel(target, policy);
  const { digests, ...found } = isHashed(target, proofs)
    ? await holdAgainst(target, listing, proofs)
    : { digests: new Map<string, string>() };
  const report = {
    target,
    verdict: verdictOf(listing),
    files: listing.files.length,
    ...found,
    refusals: listing.refusals,
    unreadable: listing.unreadable,
  };
  return { report, listing, digests };
}

/** Digests of the files of a model, but for its manifest; of one file, only for a signature or an inventory. */
export async function digestModel(
  target: string,
  listing: Listing,
  proofs: Proofs = {},
): Promise<Map<string, FileDigest>> {
  const aside = proofs.manifest === undefined ? undefined : pathWithin(target, proofs.manifest);
  const paths = listing.files.map(({ path }) => path).filter((path) => path !== aside);
  const isDirectory = statSync(target).isDirectory();
  const isOneFile = proofs.signature !== undefined || proofs.sbom !== undefined;
  if (!isDirectory && !(isOneFile && paths.join('\n') === basename(target))) {
    throw new Error(`${target} is not a directory, and digests are of the files in one: unpack it first`);
  }
  const digests = await digestFiles(isDirectory ? target : dirname(target), paths);
  for (const [path, digest] of digests) {
    if ('error' in digest) {
      listing.unreadable.push(`${path}: ${digest.error}`);
    }
  }
  return digests;
}

/** The digests that could be computed. */
export function computed(digests: ReadonlyMap<string, FileDigest>): Digests {
  return new Map(
    [...digests].flatMap(([path, digest]) => ('sha256' in digest ? [[path, digest.sha256] as const] : [])),
  );
}

/** The digest of a model does not depend on how it is verified: it is of all files, but for a manifest, which holds it. */
async function holdAgainst(
  target: string,
  listing: Listing,
  proofs: Proofs,
): Promise<Pick<Report, 'digest' | 'signer'> & Pick<Verified, 'digests'>> {
  const { manifest, signature } = proofs;
  const digests = await digestModel(target, listing, proofs);
  listing.unreadable.push(
    ...changesSince(target, listing).map((path) => `${path}: changed while the model was verified`),
  );
  // A digest of what could be read would be that of another model.
  const isWhole = listing.unreadable.length === 0 && (listing.skipped ?? []).length === 0;
  const digest = isWhole ? manifestDigest(formatManifest(computed(digests))) : undefined;
  const signaturePath = signature === undefined ? [] : [pathWithin(target, signature)];
  let signer: string | undefined;
  if (manifest !== undefined) {
    refuseBy(manifest, listing, () => {
      const listed = parseManifest(readFileSync(manifest, 'utf8'));
      const signedLater = signaturePath.filter((path) => !listed.has(path));
      return compareDigests(without(digests, signedLater), listed, 'manifest');
    });
  }
  if (proofs.digest !== undefined && digest !== undefined && proofs.digest !== digest) {
    listing.refusals.push(otherDigest(digest, proofs.digest));
  }
  if (signature !== undefined) {
    refuseBy(signature, listing, () => {
      const signed = verifySignature(readFileSync(signature, 'utf8'), readTrust(proofs));
      signer = signed.signer;
      // What the signer left out is no part of what was signed; that it holds no code has been seen to.
      const expected = ofOneFile(target, signed.digests);
      return compareDigests(without(digests, [...signaturePath, ...signed.ignored]), expected, 'signature');
    });
  }
  return { digest, signer, digests: computed(digests) };
}

/** A signature of one file calls it `.`. Source: model_signing 1.x, `_serialization/file.py`. */
function ofOneFile(target: string, signed: Digests): Digests {
  const digest = signed.get('.');
  return digest === undefined || statSync(target).isDirectory() ? signed : new Map([[basename(target), digest]]);
}

/** Adds what a proof refuses, or why it proves nothing. */
function refuseBy(proof: string, listing: Listing, compare: () => Refusal[]): void {
  try {
    listing.refusals.push(...compare());
  } catch (error) {
    if (!(error instanceof Malformed)) {
      throw error;
    }
    listing.refusals.push({ file: proof, ...error.objection });
  }
}

/** The digests of all files but these and those below them. */
function without(digests: ReadonlyMap<string, FileDigest>, paths: readonly string[]): Map<string, FileDigest> {
  const isLeftOut = (path: string) => paths.some((entry) => path === entry || path.startsWith(`${entry}/`));
  return new Map([...digests].filter(([path]) => !isLeftOut(path)));
}

function pathWithin(directory: string, file: string): string {
  return relative(resolve(directory), resolve(file)).split(sep).join('/');
}

function otherDigest(actual: string, expected: string): Refusal {
  return {
    rule: 'changed-file',
    file: '',
    reason: `digest of the model is ${actual}, but ${expected} is expected`,
    fix: 'fetch the model again; give the manifest too, to learn which file differs',
  };
}

/** What a check comes to. */
export function verdictOf({ refusals, unreadable }: Listing): Verdict {
  if (refusals.length > 0) {
    return 'refused';
  }
  return unreadable.length > 0 ? 'unreadable' : 'safe';
}
