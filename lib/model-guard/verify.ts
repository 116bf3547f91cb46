import { readFileSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { digestFiles, FileDigest } from './hash';
import { inspectModel } from './inspect';
import { compareDigests, Digests, formatManifest, manifestDigest, parseManifest } from './manifest';
import { Policy } from './policy';
import { Malformed, Refusal } from './refusal';
import { Report, Verdict } from './report';
import { Listing } from './walk';

/** What proves that a model is the one that was meant, beside being safe to read. */
export interface Proofs {
  /**
   * Whether files are looked into, but not hashed.
   *
   * @default false
   */
  readonly headersOnly?: boolean;
  /** File of digests. */
  readonly manifest?: string;
  /** Digest of the manifest of the model, `sha256:<hex>`. */
  readonly digest?: string;
}

/** Proofs for which files are hashed. */
const HASHED = ['manifest', 'digest'] as const;

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

function checkProofs({ headersOnly, ...proofs }: Proofs): void {
  const given = HASHED.filter((proof) => proofs[proof] !== undefined);
  if (headersOnly && given.length > 0) {
    throw new Error(`--headers-only hashes nothing, which --${given[0]} needs: leave one of them out`);
  }
}

/** An archive is hashed by what unpacks it, so that only a directory has a digest. */
function isHashed(target: string, { headersOnly, ...proofs }: Proofs): boolean {
  return !headersOnly && (HASHED.some((proof) => proofs[proof] !== undefined) || statSync(target).isDirectory());
}

async function holdAgainst(target: string, listing: Listing, proofs: Proofs): Promise<Pick<Report, 'digest'>> {
  const { manifest } = proofs;
  const digests = await digestModel(target, listing, manifest === undefined ? [] : [manifest]);
  const digest = manifestDigest(formatManifest(computed(digests)));
  listing.refusals.push(
    ...(manifest === undefined ? [] : checkManifest(manifest, digests)),
    ...(proofs.digest === undefined || proofs.digest === digest ? [] : [otherDigest(digest, proofs.digest)]),
  );
  return { digest };
}

function checkManifest(manifest: string, digests: ReadonlyMap<string, FileDigest>): Refusal[] {
  try {
    return compareDigests(digests, parseManifest(readFileSync(manifest, 'utf8')));
  } catch (error) {
    if (error instanceof Malformed) {
      return [{ file: manifest, ...error.objection }];
    }
    throw error;
  }
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
