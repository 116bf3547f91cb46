/** How much the model, its code and those who send prompts to it are trusted. */
export enum TrustLevel {
  /** You verified the model and know its callers. */
  TRUSTED = 'trusted',

  /** Somebody else's model, or callers of several tenants: what breaks out of the engine must not reach others. */
  UNTRUSTED = 'untrusted',
}
