import { Comparison, wall } from './comparison';
import { Workload } from '../workload';

const program = (name: string, size: number): Workload => ({ script: 'command', name, size });

/** The command that checks files, beside others that do. */
export const CHECKS: readonly Comparison[] = [
  {
    id: 'check-kube-score',
    title: 'check ÷ kube-score, 10,000 documents, elapsed time',
    subject: program('check', 10_000),
    baseline: program('kube-score', 10_000),
    derive: wall,
    target: 0.2,
    limit: 0.9,
    long: true,
    runs: 3,
  },
  {
    id: 'check-checkov',
    title: 'check ÷ checkov, 10,000 documents, elapsed time',
    subject: program('check', 10_000),
    baseline: program('checkov', 10_000),
    derive: wall,
    target: 0.02,
    long: true,
    runs: 1,
  },
];
