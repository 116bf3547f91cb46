import { EngineAdvisory } from '../engine-profile';

/** From an advisory feed. */
export const TGI_ADVISORIES: EngineAdvisory[] = [
  { id: 'CVE-2026-0599', fixedIn: '3.3.7', summary: 'images that a request names are fetched without a limit' },
];
