/** Looks into one large file, which is refused if it is too large for its kind. */
import { report } from './usage';
import { inspectContent } from '../../lib/model-guard/inspect-content';
import { fileWithin } from '../../lib/model-guard/model-file';
import { STRICT } from '../../lib/model-guard/policy';
import { inspectedFile } from '../inspected';
import type { Inspection } from '../workload';

const { kind, mebibytes }: Inspection = JSON.parse(process.argv[2]);
const { name, source } = inspectedFile(kind, mebibytes);

void report(() => {
  const { objections, isOpaque } = inspectContent(fileWithin(name, source), STRICT);
  if (mebibytes === 1024 && objections.length === 0 && !isOpaque) {
    throw new Error(`${name} of 1 GiB passes`);
  }
});
