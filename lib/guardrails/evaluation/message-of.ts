import type { Violation } from './violation';

/** What a violation is about: the message of the rule, with what exactly is wrong in this place. */
export function messageOf({ rule: { message }, detail, error }: Violation): string {
  if (error !== undefined) {
    return `${message} (cannot be evaluated: ${error})`;
  }
  return detail ? `${message}: ${detail}` : message;
}
