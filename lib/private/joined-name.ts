import { contentHash } from './content-hash';

/** Longest name of most objects: a DNS subdomain. */
const LONGEST = 253;

/**
 * A name that is joined from parts. Where other parts could give the same text (`team-a` with `chat` and `team` with
 * `a-chat`), or the text is too long, it ends in a hash of the parts.
 */
export function joinedName(parts: readonly string[], suffix: string, longest = LONGEST): string {
  const text = [...parts, suffix].filter(Boolean).join('-');
  const isExact = parts.every((part) => !part.includes('-')) && text.length <= longest;
  if (isExact) {
    return text;
  }
  const hash = contentHash([...parts, suffix]);
  return `${text.slice(0, longest - hash.length - 1)}-${hash}`;
}
