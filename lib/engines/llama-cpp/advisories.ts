import { EngineAdvisory } from '../engine-profile';

/** From advisory feeds. */
export const LLAMA_CPP_ADVISORIES: EngineAdvisory[] = [
  {
    id: 'CVE-2026-21869',
    // The feed names a commit. The bound on the field is in the source of this release; earlier ones were not read.
    fixedIn: '0.5.0',
    summary: 'a negative n_discard in a request writes out of bounds',
  },
];
