/** Tells projen's `bump` which version to release: the newest of CHANGELOG.md. */
import { readChangelog } from './changelog';
import { nextVersion } from './versions';

console.log(nextVersion(readChangelog(), process.env.LATEST_TAG || undefined));
