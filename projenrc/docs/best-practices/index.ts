import { Ask } from './ask';
import { PRACTICE_ASKS } from './practices';
import { RISK_ASKS } from './risks';

export type { Ask, Verdict } from './ask';

/** Everything that the document asks for or warns of, in its order. */
export const ASKS: readonly Ask[] = [...RISK_ASKS, ...PRACTICE_ASKS];
