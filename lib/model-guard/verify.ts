import { readFileSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { digestFiles, FileDigest } from './hash';
import { inspectModel } from './inspect';
import { compareDigests, Digests, formatManifest, manifestDigest, parseManifest } from './manifest';
import { Policy } from './policy';
import { Malformed, Refusal } from './refusal';
import { checkProofs, isHashed, Proofs, readTrust } from './proofs';
import { Report, Verdict } from './report';
import { verifySignature } from './signature/verify-signature';
import { Listing } from './walk';

/** Inspects a model and holds it against the proofs. Throws if it cannot be read at all. */
export async function verifyModel(target: string, policy: Policy, proofs: Proofs = {}): Promise<Report> {
  checkProofs(proofs);
  const listing = inspectModel(target, policy);
  const found = isHashed(target, proofs) ? await holdAgainst(target, listing, proofs) : {};
  return {
    target,
    verdict: verdictOf(listing),
    files: listing.files.length,
    ...found,
    refusals: listing.refusals,
    unreadable: listing.unreadable,
  };
}

/** Digests of the files of a model, but for those that are about it and not of it. */
export async function digestModel(
  target: string,
  listing: Listing,
  aside: readonly string[],
): Promise<Map<string, FileDigest>> {
  if (!statSync(target).isDirectory()) {
    throw new Error(`${target} is not a directory, and digests are of the files in one: unpack it first`);
  }
  const beside = new Set(aside.map((file) => relative(resolve(target), resolve(file)).split(sep).join('/')));
  const paths = listing.files.map(({ path }) => path).filter((path) => !beside.has(path));
  const digests = await digestFiles(target, paths);
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

async function holdAgainst(
  target: string,
  listing: Listing,
  proofs: Proofs,
): Promise<Pick<Report, 'digest' | 'signer'>> {
  const { manifest, signature } = proofs;
  const aside = [manifest, signature].filter((file) => file !== undefined);
  const digests = await digestModel(target, listing, aside);
  const digest = manifestDigest(formatManifest(computed(digests)));
  let signer: string | undefined;
  if (manifest !== undefined) {
    refuseBy(manifest, listing, () =>
      compareDigests(digests, parseManifest(readFileSync(manifest, 'utf8')), 'manifest'),
    );
  }
  if (proofs.digest !== undefined && proofs.digest !== digest) {
    listing.refusals.push(otherDigest(digest, proofs.digest));
  }
  if (signature !== undefined) {
    refuseBy(signature, listing, () => {
      const signed = verifySignature(readFileSync(signature, 'utf8'), readTrust(proofs));
      signer = signed.signer;
      return compareDigests(withoutIgnored(digests, signed.ignored), signed.digests, 'signature');
    });
  }
  return { digest, signer };
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

/** What the signer left out is no part of what was signed; that it holds no code has been seen to. */
function withoutIgnored(digests: ReadonlyMap<string, FileDigest>, ignored: readonly string[]): Map<string, FileDigest> {
  const isIgnored = (path: string) => ignored.some((entry) => path === entry || path.startsWith(`${entry}/`));
  return new Map([...digests].filter(([path]) => !isIgnored(path)));
}

function otherDigest(actual: string, expected: string): Refusal {
  return {
    rule: 'changed-file',
    file: '',
    reason: `digest of the model is ${actual}, but ${expected} is expected`,
    fix: 'fetch the model again; give the manifest too, to learn which file differs',
  };
}

function verdictOf({ refusals, unreadable }: Listing): Verdict {
  if (refusals.length > 0) {
    return 'refused';
  }
  return unreadable.length > 0 ? 'unreadable' : 'safe';
}
