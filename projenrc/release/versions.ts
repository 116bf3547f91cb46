import { Changelog } from './changelog';

/** Whether a version may change what earlier programs do: a major version, and a minor one before 1.0 (semver.org, 4 and 8). */
export function mayBreak(version: string): boolean {
  const [major, minor, patch] = version.split('.').map(Number);
  return patch === 0 && (minor === 0 || major === 0);
}

/**
 * The version to release: the newest one of the changelog, which the tag will have.
 *
 * @throws if the changelog names none, if that one is released, or if something has no version yet
 */
export function nextVersion({ releases, unreleased }: Changelog, latestTag?: string): string {
  if (releases.length === 0 || unreleased !== '') {
    throw new Error('CHANGELOG.md: what is under [Unreleased] has no version: write ## [0.2.0] - 2026-01-31 above it');
  }
  const [{ version }] = releases;
  if (latestTag !== undefined && compareVersions(version, latestTag.replace(/^v/, '')) <= 0) {
    throw new Error(`CHANGELOG.md: the newest version is ${version}, and ${latestTag} is released: name the next one`);
  }
  return version;
}

/** Negative if the first is older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  return a.map((part, index) => part - b[index]).find((difference) => difference !== 0) ?? 0;
}
