import { EngineAdvisory } from '../engine-profile';

/** Advisories do not name releases of NIM: look up those of the vLLM that the image holds. */
export const NIM_ADVISORIES: EngineAdvisory[] = [];
