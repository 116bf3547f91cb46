import { Comparison, peakMiB, total } from './comparison';
import { Hashing } from '../workload';

const hashing = (program: Hashing['program'], model: Hashing['model']): Hashing => ({ script: 'hash', program, model });

/** Models, beside the program of the system that hashes files. */
export const HASHING: readonly Comparison[] = [
  {
    id: 'hash',
    title: 'verifyModel ÷ sha256sum, four files of 256 MiB, whole process',
    subject: hashing('model-guard', 'files'),
    baseline: hashing('sha256sum', 'files'),
    derive: total,
    target: 1.2,
  },
  {
    id: 'hash-memory',
    title: 'verifyModel, a sparse file of 50 GiB, peak memory in MiB',
    subject: hashing('model-guard', 'sparse'),
    baseline: hashing('model-guard', 'files'),
    derive: peakMiB,
    target: 200,
    long: true,
  },
];
