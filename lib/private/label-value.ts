/** Pattern of a value of a label that is not empty, and of a key without its domain. */
export const LABEL_VALUE = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';

/** Matches texts that are the value of a label. */
export const LABEL_VALUE_ONLY = new RegExp(`^${LABEL_VALUE}$`);
