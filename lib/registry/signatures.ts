import { MEDIA_TYPES } from './manifest';
import { digestOf, Repository } from './repository';

/** Layer that is a signature. Source: sigstore/cosign, specs/BUNDLE_SPEC.md. */
const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle(?:\.v[0-9.]+\+json|\+json;version=[0-9.]+)$/;
/** An image may be signed by several, and each release of a pipeline may sign it again. */
const MOST_REFERRERS = 100;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

type Json = Readonly<Record<string, unknown>>;

/**
 * Texts of the Sigstore bundles that refer to a manifest, as cosign 3 pushes them, and cosign 2 with `--new-bundle-format`.
 *
 * Source: OCI Distribution Specification 1.1, "Listing Referrers" and "Referrers Tag Schema".
 *
 * @throws with what the registry or the network said, or if what it sent is not what it was asked for
 */
export async function bundlesOf(repository: Repository, digest: string): Promise<string[]> {
  const referrers = await referrersOf(repository, digest);
  if (referrers.length > MOST_REFERRERS) {
    throw new Error(`${referrers.length} manifests refer to ${digest}, and no more than ${MOST_REFERRERS} are read`);
  }
  const bundles: string[] = [];
  for (const referrer of referrers) {
    const manifest = object(await contentOf(repository, 'manifests', referrer));
    for (const layer of list(manifest.layers).map(toObject).filter(isBundle)) {
      bundles.push((await contentOf(repository, 'blobs', String(layer.digest))).toString('utf8'));
    }
  }
  return bundles;
}

/** Digests of the manifests that refer to one; those of a registry without that part of the protocol are under a tag. */
async function referrersOf(repository: Repository, digest: string): Promise<string[]> {
  const places = [`referrers/${digest}`, `manifests/${digest.replace(':', '-')}`];
  for (const place of places) {
    const { status, body } = await repository.get(place, MEDIA_TYPES);
    if (status === 200) {
      return list(object(body).manifests).map((manifest) => String(toObject(manifest).digest));
    }
    if (status !== 404) {
      throw new Error(`the registry does not say what refers to ${digest}: HTTP ${status}`);
    }
  }
  return [];
}

async function contentOf(repository: Repository, kind: 'manifests' | 'blobs', digest: string): Promise<Buffer> {
  if (!DIGEST.test(digest)) {
    throw new Error(`the registry names ${JSON.stringify(digest)}, which is no digest of SHA-256`);
  }
  const { status, body } = await repository.get(`${kind}/${digest}`, kind === 'blobs' ? ['*/*'] : MEDIA_TYPES);
  if (status !== 200) {
    throw new Error(`the registry does not give ${digest}, which refers to the image: HTTP ${status}`);
  }
  const actual = digestOf(body);
  if (actual !== digest) {
    throw new Error(`the registry sent ${actual} for ${digest}`);
  }
  return body;
}

function isBundle({ mediaType }: Json): boolean {
  return typeof mediaType === 'string' && BUNDLE.test(mediaType);
}

function object(body: Buffer): Json {
  try {
    return toObject(JSON.parse(body.toString('utf8')));
  } catch {
    throw new Error(`the registry sent ${body.length} bytes that are no JSON`);
  }
}

function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
