import { Comparison, memory } from './comparison';
import { CHECKED_SHAPES, CheckedShape } from '../checked';
import { Check, Usage } from '../workload';

const checking = (shape: CheckedShape, megabytes: Check['megabytes']): Check => ({ script: 'check', shape, megabytes });

const growth = (subject: Usage, baseline: Usage) => subject.work / baseline.work;

/** What linear comes to, with what the garbage collector adds: of a square it would be a hundred. */
const TENFOLD = 14;

/** What a large file costs `check`: its time and memory grow with its size, whatever its shape. */
export const CHECKING: readonly Comparison[] = CHECKED_SHAPES.flatMap((shape): Comparison[] => {
  const whole = { subject: checking(shape, 100), baseline: checking(shape, 10), runs: 1, long: true } as const;
  const part = { subject: checking(shape, 10), baseline: checking(shape, 1), runs: 2 };
  return [
    {
      ...{ id: `check-${shape}`, title: `check, ${shape}: 10 MB ÷ 1 MB, processor time` },
      ...{ ...part, derive: growth, target: TENFOLD },
    },
    {
      ...{ id: `check-${shape}-100`, title: `check, ${shape}: 100 MB ÷ 10 MB, processor time` },
      ...{ ...whole, derive: growth, target: TENFOLD },
    },
    {
      ...{ id: `check-${shape}-memory`, title: `check, ${shape}: 10 MB ÷ 1 MB, peak memory` },
      ...{ ...part, derive: memory, target: 10 },
    },
    {
      ...{ id: `check-${shape}-memory-100`, title: `check, ${shape}: 100 MB ÷ 10 MB, peak memory` },
      ...{ ...whole, derive: memory, target: 10 },
    },
  ];
});
