/** On what terms a risk may be accepted, in code or on the command line. */
import { UNKNOWN_REASONS } from '../../objects/places/not-understood';
import { Problem } from '../../private/problems';
import { RULES } from '../rules';
import { Rule } from '../rules/rule';

const SHORTEST_REASON = 20;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether an id is a reason why something was not understood, which is accepted as the findings of a rule are. */
export function isUnknownReason(id: string): boolean {
  return (UNKNOWN_REASONS as readonly string[]).includes(id);
}

/** Whether findings of a rule, or what was not understood for a reason, may be accepted. */
export function checkTarget(id: string, subject: string | undefined): Problem[] {
  if (!isUnknownReason(id)) {
    return checkRule(id);
  }
  return subject !== undefined
    ? []
    : [
        {
          what: 'what was not understood is accepted for one object or file only',
          got: id,
          allowed: `${id}@<namespace>/<kind>/<name>, or ${id}@<file>`,
          fix: 'name what was looked at by a person',
        },
      ];
}

/** Whether the rule exists and may be accepted. */
export function checkRule(id: string): Problem[] {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (rule?.acknowledgeable) {
    return [];
  }
  return [
    {
      what: rule ? `risk cannot be accepted: ${rule.message}` : 'no rule has this id',
      got: id,
      allowed: rule ? 'nothing: no other setting makes it safe' : nearIds(id),
      fix: rule ? rule.fix : 'write the id as the finding shows it',
    },
  ];
}

/** Ids of the same area, or all if the area does not exist. */
function nearIds(id: string): string {
  const area = id.split('-')[1];
  const ids = RULES.filter(isAcknowledgeable).map((rule) => rule.id);
  const near = ids.filter((candidate) => candidate.split('-')[1] === area);
  return (near.length > 0 ? near : ids).join(', ');
}

function isAcknowledgeable(rule: Rule): boolean {
  return rule.acknowledgeable;
}

/** Whether the reason tells anything. */
export function checkReason(reason: string): Problem[] {
  return reason.trim().length >= SHORTEST_REASON
    ? []
    : [
        {
          what: 'reason is too short',
          got: reason,
          allowed: `at least ${SHORTEST_REASON} characters`,
          fix: 'say why the risk is acceptable, for the person who reads the report in a year',
        },
      ];
}

/** Whether the day, if there is one, is a day that is not past. */
export function checkExpiry(expires: string | undefined): Problem[] {
  if (expires === undefined) {
    return [];
  }
  const today = new Date().toISOString().slice(0, 10);
  const isDay = DAY.test(expires) && !Number.isNaN(Date.parse(expires));
  return isDay && expires >= today
    ? []
    : [
        {
          what: isDay ? 'acceptance has expired' : 'invalid expiry date',
          got: expires,
          allowed: `a day as YYYY-MM-DD, ${today} or later`,
          fix: isDay ? 'renew the exception or fix the violation' : 'write a day such as "2027-06-30"',
        },
      ];
}
