import type { Violation } from './violation';

/** What a violation is about: the message of the rule, with what exactly is wrong in this place. */
export function messageOf({ rule: { message }, detail, error, places }: Violation): string {
  if (error !== undefined) {
    return `${message} (cannot be evaluated: ${error})`;
  }
  const exactly = detail ?? (places && listed(places().flatMap(({ label }) => label ?? [])));
  return exactly ? `${message}: ${exactly}` : message;
}

/** More than these are counted. */
const MOST = 3;

function listed(labels: readonly string[]): string {
  const left = labels.length - MOST;
  return labels.slice(0, MOST).join(', ') + (left > 0 ? ` and ${left} more` : '');
}
