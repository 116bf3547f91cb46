import { Comparison, peakMiB } from './comparison';
import { INSPECTED_KINDS, InspectedKind } from '../inspected';
import { Inspection, Usage } from '../workload';

const inspecting = (kind: InspectedKind, mebibytes: Inspection['mebibytes']): Inspection => ({
  script: 'inspect',
  kind,
  mebibytes,
});
/** Of a file that takes next to nothing, the ratio would be one of accidents. */
const LEAST_WORK = 20;
const growth = (subject: Usage, baseline: Usage) => subject.work / Math.max(baseline.work, LEAST_WORK);

/** What a large file costs: its time grows with its size, until it is refused. */
export const INSPECTING: readonly Comparison[] = INSPECTED_KINDS.flatMap((kind): Comparison[] => [
  {
    id: `inspect-${kind}`,
    title: `model guard, ${kind}: 16 MiB ÷ 1 MiB, processor time`,
    subject: inspecting(kind, 16),
    baseline: inspecting(kind, 1),
    derive: growth,
    target: 32,
  },
  {
    id: `inspect-${kind}-gib`,
    title: `model guard, ${kind}: 1 GiB, refused, ÷ 16 MiB, processor time`,
    subject: inspecting(kind, 1024),
    baseline: inspecting(kind, 16),
    derive: growth,
    target: 100,
    runs: 3,
    long: true,
  },
  {
    id: `inspect-${kind}-memory`,
    title: `model guard, ${kind}: 1 GiB, peak memory in MiB`,
    subject: inspecting(kind, 1024),
    baseline: inspecting(kind, 1),
    derive: peakMiB,
    target: 1024,
    runs: 3,
    long: true,
  },
]);
