/** Annotation in which an object says what it leaves open. */
export const RESIDUAL_RISK = 'secure-inference.ack/residual-risk';

/** Annotation in which an object says what a person has to do about it. */
export const MANUAL_STEP = 'secure-inference.ack/manual-step';
