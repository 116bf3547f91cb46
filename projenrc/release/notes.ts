/** Writes what the GitHub release says: the part of CHANGELOG.md about the version that `bump` has decided on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readChangelog } from './changelog';

const version = readFileSync('dist/version.txt', 'utf8').trim();
const release = readChangelog().releases.find((each) => each.version === version);
if (release === undefined) {
  throw new Error(`CHANGELOG.md: nothing is said about ${version}: write ## [${version}] - 2026-01-31`);
}
writeFileSync('dist/changelog.md', `${release.notes}\n`);
