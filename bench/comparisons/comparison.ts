import { Loading, Synthesis, Usage, Workload } from '../workload';

/** Two workloads of one run, what is derived from them, and what it may be at most. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  readonly subject: Workload;
  readonly baseline: Workload;
  readonly derive: (subject: Usage, baseline: Usage) => number;
  /** None where there is only something to know. */
  readonly target?: number;
  /** Where the target is known to be missed: what it may not become, or something got worse. */
  readonly limit?: number;
  /** Fewer than of others, of what takes long. */
  readonly runs?: number;
  /** Takes minutes, or what this machine may lack: not in the short form. */
  readonly long?: true;
}

export const secure = (services: number, rest: Partial<Synthesis> = {}): Synthesis => ({
  script: 'synth',
  app: 'SecureApp',
  content: 'team',
  services,
  ...rest,
});
export const raw = (services: number, rest: Partial<Synthesis> = {}): Synthesis => ({
  ...secure(services, rest),
  app: 'App',
});
export const loading = (name?: string, uses?: readonly string[], bindings?: readonly string[]): Loading => ({
  script: 'require',
  name,
  uses,
  bindings,
});

export const wall = (subject: Usage, baseline: Usage) => subject.wall / baseline.wall;
export const total = (subject: Usage, baseline: Usage) => subject.total / baseline.total;
export const work = (subject: Usage, baseline: Usage) => subject.work / baseline.work;
export const memory = (subject: Usage, baseline: Usage) => subject.peakMiB! / baseline.peakMiB!;
export const peakMiB = (subject: Usage) => subject.peakMiB!;
/** The part of the subject's time that the baseline does without. */
export const share = (subject: Usage, baseline: Usage) => 1 - baseline.work / subject.work;
export const wallShare = (subject: Usage, baseline: Usage) => 1 - baseline.wall / subject.wall;
/** Of N in the time, where the subject has a multiple of the N of the baseline. */
export const exponent = (multiple: number) => (subject: Usage, baseline: Usage) =>
  Math.log(work(subject, baseline)) / Math.log(multiple);
