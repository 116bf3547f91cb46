import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE } from '../../images/lock-file';
import { pinBases } from '../../pipeline/base-images';
import { VULNERABILITY_SEVERITIES } from '../../pipeline/choices';
import { ENGINE_IMAGES } from '../../pipeline/engine-images';
import { PipelineFlags } from '../../pipeline/flags';
import { FORMAT_NAMES, PIPELINE_FORMATS } from '../../pipeline/formats';
import { PipelinePlan } from '../../pipeline/plan';
import { problemsOf } from '../../pipeline/problems';
import { parseInstance } from '../../pipeline/registry-scan';
import { describe } from '../../private/problems';
import { lockedImages } from '../../scan/locked-images';
import { UsageError } from '../../scan/request';
import { Exit } from '../exit';
import { write } from '../output/write';
import { writeFiles } from '../output/write-files';

/** `init pipeline`: writes pipeline and Dockerfile, all files or none, and none over another. */
export async function initPipeline(flags: PipelineFlags): Promise<Exit> {
  const engine = ENGINE_IMAGES[flags.engine];
  const { pinned, problems } = await pinBases(engine.bases, flags.base, lockedImages(join(flags.out, LOCK_FILE)));
  refuse([...problemsOf(flags), ...problems].map(describe));

  const formats = FORMAT_NAMES.filter((name) => flags[name]).map((name) => PIPELINE_FORMATS[name]);
  const plan = planOf(flags);
  const files: Record<string, string> = {
    'image/Dockerfile': engine.dockerfile(pinned),
    ...Object.fromEntries(Object.entries(engine.files).map(([name, text]) => [`image/${name}`, text])),
    ...Object.fromEntries(formats.map(({ file, render }) => [file, render(plan)])),
  };
  const paths = Object.entries(files).map(([file, text]) => [join(flags.out, file), text]);
  const existing = flags.force ? [] : paths.filter(([path]) => existsSync(path));
  refuse(
    existing.map(([path]) => `${path} exists; move it away, write elsewhere with --out, or replace it with --force`),
  );
  writeFiles(Object.fromEntries(paths) as Record<string, string>);
  await write([
    ...paths.map(([path]) => `wrote ${path}\n`),
    ...(engine.prepare === undefined ? [] : [`next: ${engine.prepare}\n`]),
    ...formats.map(({ file, secrets }) => `next: for ${file}, ${secrets}\n`),
    ...(plan.registry === undefined ? [] : [`next: ${SCAN_NEEDS}\n`]),
  ]);
  return Exit.CLEAN;
}

const SCAN_NEEDS =
  'for the scan by Container Registry, the aliyun CLI on the machine and, beside the others, ' +
  'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET of a RAM user that may cr:GetRepository, cr:GetScan and cr:GetScanCount only';

function planOf(flags: PipelineFlags): PipelinePlan {
  const { image, model, synth, manifests, acceptances, advisories, runner } = flags;
  const { failOn, acrInstance, repository, serviceConnection } = flags;
  const least = VULNERABILITY_SEVERITIES.indexOf(failOn);
  return {
    ...{ image, model, synth, manifests, acceptances, advisories, runner },
    severities: VULNERABILITY_SEVERITIES.slice(least).map((severity) => severity.toUpperCase()),
    registry: acrInstance === undefined ? undefined : parseInstance(acrInstance),
    source: repository && serviceConnection ? { repository, serviceConnection } : undefined,
  };
}

/** @throws UsageError of all reasons, if there is one */
function refuse(reasons: readonly string[]): void {
  if (reasons.length > 0) {
    throw new UsageError(
      reasons
        .map((reason) => `init pipeline: ${reason}`)
        .concat('nothing was written')
        .join('\n'),
    );
  }
}
