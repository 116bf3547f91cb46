import { Comparison } from './comparisons/comparison';
import { Summary, summarize } from './statistics';
import { Usage, Workload } from './workload';

/** What a comparison came to. */
export interface Result extends Summary {
  readonly id: string;
  readonly title: string;
  readonly target?: number;
  /** Whether the target is kept, where there is one. */
  readonly isMet?: boolean;
  /** What may not be passed where the target is. */
  readonly limit?: number;
  /** Whether neither target nor limit is passed, where there is one. */
  readonly isHeld?: boolean;
  readonly runs: number;
}

/** What a workload used. */
export interface Measured {
  readonly workload: Workload;
  readonly wall: Summary;
  readonly total: Summary;
  readonly work: Summary;
  readonly peakMiB?: Summary;
}

/** What is kept of a benchmark. */
export interface Results {
  readonly node: string;
  readonly cores: number;
  /** Programs that wanted a core, on average over the last quarter of an hour of the benchmark. */
  readonly load: number;
  readonly results: readonly Result[];
  /** Comparisons that were not made. */
  readonly leftOut: readonly string[];
  readonly workloads: readonly Measured[];
}

/** What each workload used in one run; equal workloads are run once. */
export type Run = ReadonlyMap<string, Usage>;

export const keyOf = (workload: Workload): string => JSON.stringify(workload);

/**
 * @param statistic which of the runs a target is held against: the middle one, or in a hurry the best, since nothing makes
 * a program faster than it is
 */
export function resultOf(comparison: Comparison, runs: readonly Run[], statistic: 'median' | 'min'): Result {
  const { id, title, subject, baseline, derive, target, limit = target } = comparison;
  const values = runs
    .slice(0, comparison.runs)
    .map((run) => derive(run.get(keyOf(subject))!, run.get(keyOf(baseline))!));
  const summary = summarize(values);
  const isWithin = (bound: number | undefined) => (bound === undefined ? undefined : summary[statistic] <= bound);
  const verdicts = { target, isMet: isWithin(target), limit: comparison.limit, isHeld: isWithin(limit) };
  return { id, title, ...summary, runs: values.length, ...verdicts };
}

export function measuredOf(key: string, runs: readonly Run[]): Measured {
  const usages = runs.flatMap((run) => run.get(key) ?? []);
  const memory = usages.flatMap(({ peakMiB }) => peakMiB ?? []);
  return {
    workload: JSON.parse(key) as Workload,
    wall: summarize(usages.map(({ wall }) => wall)),
    total: summarize(usages.map(({ total }) => total)),
    work: summarize(usages.map(({ work }) => work)),
    ...(memory.length > 0 ? { peakMiB: summarize(memory) } : {}),
  };
}
