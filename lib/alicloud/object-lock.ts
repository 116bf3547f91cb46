/** What keeps objects from being changed and deleted for some days, by anybody. Neither can be taken back. */
export enum ObjectLock {
  /**
   * The retention policy of a bucket. Every account has it, in every region. A bucket with it has no versions: an object
   * can only be written once until its days are over.
   */
  BUCKET_WORM = 'bucket',

  /**
   * Retention of each version of an object. OSS lets accounts in by invitation only, in some regions, and switches appends
   * off.
   */
  OBJECT_WORM = 'object',
}
