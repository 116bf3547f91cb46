import { createHash } from 'node:crypto';
import { FileDigest } from './hash';
import { pathProblem } from './model-file';
import { Malformed, Refusal } from './refusal';

/** Digests of files by their path. */
export type Digests = ReadonlyMap<string, string>;

/** What lists the files of a model. */
export type ListedBy = 'manifest' | 'signature';

/** The manifest as text, in the format of sha256sum, sorted by path: the same model always gives the same text. */
export function formatManifest(digests: Digests): string {
  const paths = [...digests.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return paths.map((path) => `${digests.get(path)}  ${path}\n`).join('');
}

/** Digest of a manifest, which stands for the whole model. */
export function manifestDigest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Reads what `formatManifest` or `sha256sum` wrote. */
export function parseManifest(text: string): Digests {
  const digests = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, digest, path] =
      /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/.exec(line) ?? fail(`line ${JSON.stringify(line)} is none`);
    if (pathProblem(path) || digests.has(path)) {
      fail(`path ${JSON.stringify(path)} ${pathProblem(path) ?? 'is there twice'}`);
    }
    digests.set(path, digest);
  }
  return digests.size === 0 || !text.endsWith('\n') ? fail('it is empty or cut off') : digests;
}

/** What differs between the files that are there and those that should be. */
export function compareDigests(
  actual: ReadonlyMap<string, FileDigest>,
  expected: Digests,
  listedBy: ListedBy,
): Refusal[] {
  const again = `fetch the model again, or make a new ${listedBy} if the change is meant`;
  const refusals: Refusal[] = [];
  for (const [file, digest] of actual) {
    const should = expected.get(file);
    if (should === undefined) {
      refusals.push({
        rule: 'unlisted-file',
        file,
        reason: `file is not in the ${listedBy}`,
        fix: `remove it; or ${again}`,
      });
    } else if ('sha256' in digest && digest.sha256 !== should) {
      const reason = `digest is ${digest.sha256}, but the ${listedBy} says ${should}`;
      refusals.push({ rule: 'changed-file', file, reason, fix: again });
    }
  }
  const missing = [...expected.keys()].filter((file) => !actual.has(file));
  return [
    ...refusals,
    ...missing.map((file): Refusal => ({
      rule: 'missing-file',
      file,
      reason: `file of the ${listedBy} is not there`,
      fix: again,
    })),
  ];
}

function fail(reason: string): never {
  throw new Malformed(`manifest is not one of sha256sum: ${reason}`, 'malformed', 'make it with `model manifest`');
}
