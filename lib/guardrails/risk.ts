import { IConstruct } from 'constructs';
import { ACKNOWLEDGED } from './acknowledged';
import { Rule } from './rule';
import { RULES } from './rules';
import { Problem, Problems } from '../private/problems';

/** A risk that a person accepts. */
export interface AcknowledgeOptions {
  /** Rule, for example `SAI-POD-003`. */
  readonly id: string;

  /**
   * Accepts one finding of the rule only: a text of its path or subject, for example `containers[0]`.
   *
   * @default - every finding of the rule
   */
  readonly finding?: string;

  /** Why the risk is acceptable, at least 20 characters. */
  readonly reason: string;

  /**
   * Where the decision is recorded, for example a ticket.
   *
   * @default - nowhere else
   */
  readonly reference?: string;

  /**
   * Last day on which it is accepted, `YYYY-MM-DD` (UTC).
   *
   * @default - it does not expire
   */
  readonly expires?: string;
}

const SHORTEST_REASON = 20;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Risks that are accepted for a construct and everything below it. */
export class Risk {
  /**
   * Risks of a construct.
   *
   * @param construct the construct; what it accepts holds for its children too
   */
  public static of(construct: IConstruct): Risk {
    return new Risk(construct);
  }

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Accepts the findings of a rule. What is written does not change; the findings stay in the report with the reason.
   *
   * @param options rule, reason and end
   * @throws if the rule does not exist or can never be accepted, the reason is short, or the day is past
   */
  public acknowledge(options: AcknowledgeOptions): void {
    const problems = new Problems(this.construct.node.path);
    problems.add(...checkRule(options.id), ...checkReason(options.reason), ...checkExpiry(options.expires));
    problems.throwIfAny();
    this.construct.node.addMetadata(ACKNOWLEDGED, options);
  }
}

function checkRule(id: string): Problem[] {
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

function checkReason(reason: string): Problem[] {
  return reason.trim().length >= SHORTEST_REASON
    ? []
    : [
        {
          what: 'reason is too short to be one',
          got: reason,
          allowed: `at least ${SHORTEST_REASON} characters`,
          fix: 'say why the risk is acceptable, for the person who reads the report in a year',
        },
      ];
}

function checkExpiry(expires: string | undefined): Problem[] {
  if (expires === undefined) {
    return [];
  }
  const today = new Date().toISOString().slice(0, 10);
  const isDay = DAY.test(expires) && !Number.isNaN(Date.parse(expires));
  return isDay && expires >= today
    ? []
    : [
        {
          what: isDay ? 'acceptance has expired' : 'day of expiry is not a day',
          got: expires,
          allowed: `a day as YYYY-MM-DD, ${today} or later`,
          fix: isDay ? 'decide again, or mend what the rule names' : 'write a day such as "2027-06-30"',
        },
      ];
}
