import { REPORTS, Secret, Step } from './step';

/** Instance of Container Registry whose scan of the pushed image is asked for. */
export interface ScanningInstance {
  readonly region: string;
  readonly id: string;
}

/** How an instance is written as an option: `cn-hangzhou/cri-2j88dtld8yel0000`. */
const INSTANCE = /^([a-z]+(?:-[a-z0-9]+)+)\/(cri-[a-z0-9]+)$/;

/** Reads an instance; undefined unless it names a region and an id. */
export function parseInstance(text: string): ScanningInstance | undefined {
  const [, region, id] = INSTANCE.exec(text) ?? [];
  return region === undefined ? undefined : { region, id };
}

/** Container Registry counts what Trivy calls critical as high. */
const COUNTS: Readonly<Record<string, string>> = {
  CRITICAL: 'HighSeverity',
  HIGH: 'HighSeverity',
  MEDIUM: 'MediumSeverity',
  LOW: 'LowSeverity',
};

/** Times that the state of the scan is asked, and seconds between: an image of 20 GB is scanned in less than an hour. */
const ASKED = { times: 180, seconds: 20 };

/**
 * Lines that wait until Container Registry has scanned a tag, and fail if the scan failed, did not end or counted anything
 * of the severities. A count that is not in the answer is not taken for none.
 *
 * Source: API of Container Registry, 2018-12-01: GetRepository, GetRepoTagScanStatus, GetRepoTagScanSummary.
 */
export function registryScan({ region, id }: ScanningInstance, image: string, severities: readonly string[]): Step {
  const [namespace, ...name] = image.split('/').slice(1);
  const call = (operation: string) =>
    `aliyun cr ${operation} --version 2018-12-01 --force --region ${region} --InstanceId ${id}`;
  const field = (of: string) => `node --print 'JSON.parse(require("fs").readFileSync(0, "utf8")).${of}'`;
  const counts = [...new Set(severities.map((severity) => COUNTS[severity]))];
  return {
    id: 'verdict',
    title: 'Ask Container Registry what its scan found',
    script: [
      'aliyun version',
      'tag=$(git rev-parse HEAD)',
      `repository=$(${call('GetRepository')} --RepoNamespaceName ${namespace} --RepoName ${name.join('/')} | ${field('RepoId')})`,
      'case "$repository" in crr-*) ;; *) echo "no such repository in Container Registry"; exit 1 ;; esac',
      `for _ in $(seq ${ASKED.times}); do status=$(${call('GetRepoTagScanStatus')} --RepoId "$repository" --Tag "$tag" | ${field('Status')} || echo NONE); case "$status" in COMPLETE|FAILED) break ;; esac; sleep ${ASKED.seconds}; done`,
      'test "$status" = COMPLETE || { echo "scan by Container Registry: $status"; exit 1; }',
      `${call('GetRepoTagScanSummary')} --RepoId "$repository" --Tag "$tag" > ${REPORTS}/registry-scan.json`,
      `node --eval 'const found = JSON.parse(require("fs").readFileSync("${REPORTS}/registry-scan.json", "utf8")); const over = ${JSON.stringify(counts)}.filter((name) => found[name] !== 0); if (over.length > 0) { console.error("Container Registry found", over.map((name) => name + ": " + found[name]).join(", ")); process.exit(1); }'`,
    ],
    secrets: [Secret.ALIBABA_CLOUD_ACCESS_KEY_ID, Secret.ALIBABA_CLOUD_ACCESS_KEY_SECRET],
  };
}
