import { Problem } from '../private/problems';

/** `host/repository@sha256:…`, with an optional tag before the digest, as the distribution specification has it. */
const BY_DIGEST =
  /^[a-z0-9][a-z0-9.-]*(:[0-9]+)?\/[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?@sha256:[a-f0-9]{64}$/;

/** Problems of an image that a hardened pod runs. */
export function checkImage(what: string, image: string): Problem[] {
  if (BY_DIGEST.test(image) && image.split('/')[0].includes('.')) {
    return [];
  }
  return [
    {
      what: `${what} is not pinned by digest in a named registry`,
      got: image,
      allowed: '<registry host>/<repository>@sha256:<64 hex digits>',
      fix: `a tag${image.endsWith(':latest') ? ' such as latest' : ''} can be moved to other content: resolve it once and write the digest`,
    },
  ];
}
