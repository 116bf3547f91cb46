import { ACCESS_RULES } from './access-rules';
import { PROCESS_RULES } from './process-rules';
import { RuntimeRule } from './rule';

/** Every rule; of those that match together, what says more comes first. */
export const RUNTIME_RULES: readonly RuntimeRule[] = [...PROCESS_RULES, ...ACCESS_RULES];
