import { Malformed } from '../refusal';

/** Ends the check of a signature that proves nothing. */
export function refuseSignature(reason: string, fix = 'sign the model again with model_signing'): never {
  throw new Malformed(reason, 'signature', fix);
}
