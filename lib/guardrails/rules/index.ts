import { Rule } from '../rule';

/** Every rule, in the order of its id. */
export const RULES: readonly Rule[] = [];
