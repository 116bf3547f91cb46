import { Problem } from '../../private/problems';

/** Problems of the digest of a model. */
export function checkDigest(digest: string): Problem[] {
  return /^sha256:[0-9a-f]{64}$/.test(digest)
    ? []
    : [
        {
          what: 'invalid digest of the model',
          got: digest,
          allowed: 'sha256:<64 hex digits>',
          fix: 'take what `ack-secure-inference model manifest --digest <directory>` writes',
        },
      ];
}
