import { Loading, Synthesis, Usage, Workload } from './workload';

/** Two workloads of one run, what is derived from them, and what it may be at most. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  readonly subject: Workload;
  readonly baseline: Workload;
  readonly derive: (subject: Usage, baseline: Usage) => number;
  readonly target: number;
  /** Takes minutes a run: not in the short form. */
  readonly long?: true;
}

const secure = (services: number, rest: Partial<Synthesis> = {}): Synthesis => ({
  script: 'synth',
  app: 'SecureApp',
  content: 'team',
  services,
  ...rest,
});
const raw = (services: number, rest: Partial<Synthesis> = {}): Synthesis => ({
  ...secure(services, rest),
  app: 'App',
});
const loading = (name?: string, uses?: readonly string[]): Loading => ({ script: 'require', name, uses });

const total = (subject: Usage, baseline: Usage) => subject.total / baseline.total;
const work = (subject: Usage, baseline: Usage) => subject.work / baseline.work;
const memory = (subject: Usage, baseline: Usage) => subject.peakMiB / baseline.peakMiB;
/** The part of the subject's time that the baseline does without. */
const share = (subject: Usage, baseline: Usage) => 1 - baseline.work / subject.work;
const peakMiB = (subject: Usage) => subject.peakMiB;
/** Of N in the time, from one N to one ten times as large. */
const exponent = (subject: Usage, baseline: Usage) => Math.log10(work(subject, baseline));

export const COMPARISONS: readonly Comparison[] = [
  {
    id: 'synth-100',
    title: 'SecureApp ÷ App, 100 charts, whole process',
    subject: secure(100),
    baseline: raw(100),
    derive: total,
    target: 0.45,
  },
  {
    id: 'synth-1000',
    title: 'SecureApp ÷ App, 1,000 charts, whole process',
    subject: secure(1000),
    baseline: raw(1000),
    derive: total,
    target: 0.1,
  },
  {
    id: 'synth-3000',
    title: 'SecureApp ÷ App, 3,000 charts, whole process',
    subject: secure(3000),
    baseline: raw(3000),
    derive: total,
    target: 0.025,
    long: true,
  },
  {
    id: 'synth-growth',
    title: 'SecureApp, exponent of time from 300 to 3,000 charts',
    subject: secure(3000),
    baseline: secure(300),
    derive: exponent,
    target: 1.05,
  },
  {
    id: 'memory-1000',
    title: 'SecureApp ÷ App, 1,000 charts, peak memory',
    subject: secure(1000),
    baseline: raw(1000),
    derive: memory,
    target: 1,
  },
  {
    id: 'memory-10000',
    title: 'SecureApp, 10,000 charts, peak memory in MiB',
    subject: secure(10_000),
    baseline: secure(1000),
    derive: peakMiB,
    target: 1024,
  },
  {
    id: 'chain-50',
    title: 'SecureApp, 50 charts in a line of dependencies ÷ without',
    subject: secure(50, { chained: true }),
    baseline: secure(50),
    derive: work,
    target: 2,
  },
  {
    id: 'chain-5000',
    title: 'SecureApp, 5,000 charts in a line of dependencies ÷ without',
    subject: secure(5000, { chained: true }),
    baseline: secure(5000),
    derive: work,
    target: 2,
    long: true,
  },
  {
    id: 'construct-chart-each',
    title: 'SecureGpuInferenceService ÷ its objects, App, 1,000 charts',
    subject: raw(1000, { content: 'construct' }),
    baseline: raw(1000, { content: 'manifests' }),
    derive: work,
    target: 1.15,
  },
  {
    id: 'construct-one-chart',
    title: 'SecureGpuInferenceService ÷ its objects, App, 1,000 in one chart',
    subject: raw(1000, { content: 'construct', oneChart: true }),
    baseline: raw(1000, { content: 'manifests', oneChart: true }),
    derive: work,
    target: 1.15,
  },
  {
    id: 'checks',
    title: 'Checks, part of the time of SecureApp, 1,000 services',
    subject: secure(1000, { content: 'construct' }),
    baseline: secure(1000, { content: 'construct', unchecked: true }),
    derive: share,
    target: 0.15,
  },
  {
    id: 'require',
    title: "require('ack-secure-inference') ÷ require('cdk8s'), whole process",
    subject: loading('ack-secure-inference'),
    baseline: loading('cdk8s'),
    derive: total,
    target: 1.15,
  },
  {
    id: 'require-used',
    title: 'the same, and using its app, namespace and service',
    subject: loading('ack-secure-inference', ['SecureApp', 'SecureNamespace', 'SecureGpuInferenceService']),
    baseline: loading('cdk8s'),
    derive: total,
    target: 1.15,
  },
];
