/** What is known of one thing that manifests need. */
export enum Verdict {
  /** The cluster has it. */
  OK = 'ok',

  /** The cluster does not have it: what needs it will not run, or not be protected. */
  MISSING = 'missing',

  /** Reading the cluster does not tell. */
  UNKNOWN = 'unknown',
}

/** One thing that manifests need of a cluster. */
export interface Need {
  /** What it is about, for example `kinds` or `gpus`. */
  readonly check: string;
  readonly verdict: Verdict;
  /** What is needed and what there is, as a sentence. */
  readonly what: string;
  /** Objects that need it, for example `Deployment inference/qwen`. */
  readonly neededBy: readonly string[];
  /** What to do about it; undefined where the cluster has it. */
  readonly fix?: string;
}

/** The need of a check: without a fix the cluster has it. */
export function need(check: string, what: string, neededBy: readonly string[], fix?: string): Need {
  return { check, verdict: fix === undefined ? Verdict.OK : Verdict.MISSING, what, neededBy, fix };
}

export function unknown(check: string, what: string, neededBy: readonly string[], fix: string): Need {
  return { check, verdict: Verdict.UNKNOWN, what, neededBy, fix };
}
