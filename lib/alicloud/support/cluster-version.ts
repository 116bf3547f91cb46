import { checkKnown } from './known';
import { Problem } from '../../private/problems';

/** The oldest whose nodes give metadata by token only. Source: provider, `instance_metadata_options`. */
const OLDEST_MINOR = 28;

/** The minor version of `1.34.1-aliyun.1`. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/** Problems of the version of a cluster, where it is known. */
export function checkOldest(version: string | undefined): Problem[] {
  return checkKnown(version, (got) =>
    minorOf(got) >= OLDEST_MINOR
      ? []
      : [
          {
            what: 'version of Kubernetes is older than what nodes are hardened for',
            got,
            allowed: `1.${OLDEST_MINOR} and newer: older nodes hand out metadata without a token`,
            fix: 'upgrade the cluster',
          },
        ],
  );
}
