import { Comparison, wall } from './comparison';
import { Workload } from '../workload';

const program = (name: string): Workload => ({ script: 'command', name });

/** What people wait for who change the library. */
export const INNER_LOOP: readonly Comparison[] = [
  {
    id: 'suite',
    title: 'Tests by @swc/jest ÷ by ts-jest, nothing cached, elapsed time',
    subject: program('suite'),
    baseline: program('suite-ts-jest'),
    derive: wall,
    target: 0.5,
    long: true,
    runs: 2,
  },
  {
    id: 'single-file',
    title: 'One file of tests, elapsed time in seconds',
    subject: program('single-file'),
    baseline: program('node'),
    derive: (subject) => subject.wall / 1000,
    target: 3,
    long: true,
    runs: 3,
  },
  {
    id: 'compile',
    title: 'jsii ÷ tsc --noEmit, elapsed time',
    subject: program('jsii'),
    baseline: program('tsc'),
    derive: wall,
    target: 2.5,
    long: true,
    runs: 3,
  },
];
