import { checkReason, checkTarget } from './acceptance';
import { namesFully, SuppressibleFinding } from './subject-pattern';
import { describe } from '../../private/problems';

/** A decision of a person that findings of one rule do not fail a run. */
export interface Suppression {
  /** Id of the rule, or the reason why something was not understood. */
  readonly ruleId: string;
  /**
   * `<namespace>/<kind>/<name>`, followed by a space and a path or not; `*` stands for any characters but a slash.
   * Every finding of the rule without it.
   */
  readonly subject?: string;
  readonly reason: string;
  readonly reference?: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** Where it is written, for messages. */
  readonly origin: string;
}

/** Whether a suppression covers a finding. */
export function suppresses({ ruleId, subject }: Suppression, finding: SuppressibleFinding): boolean {
  return ruleId === finding.ruleId && (subject === undefined || namesFully(subject, finding));
}

/** Whether the last day of a suppression is past. */
export function hasExpired({ expires }: Suppression, today = new Date().toISOString().slice(0, 10)): boolean {
  return expires !== undefined && expires < today;
}

/**
 * Reads `ID=reason` or `ID@subject=reason`, under the terms on which code acknowledges a risk.
 *
 * @throws if the rule does not exist or cannot be accepted, or the reason is too short
 */
export function parseSuppression(text: string): Suppression {
  const [, target, reason] = /^([^=]*)=?([^]*)$/.exec(text)!;
  const [ruleId, subject] = splitOnce(target, '@');
  const problems = [...checkTarget(ruleId, subject), ...checkReason(reason)];
  if (problems.length > 0) {
    throw new Error(problems.map(describe).join('\n'));
  }
  return { ruleId, subject, reason, origin: `--ignore ${target}` };
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Findings that a decision covers, and decisions that cover nothing. */
export class Decisions {
  private readonly used = new Map<Suppression, number>();

  public constructor(private readonly suppressions: readonly Suppression[]) {}

  /** The decision that covers a finding; undefined if there is none, or if its last day is past. */
  public for(finding: SuppressibleFinding): Suppression | undefined {
    const covering = this.suppressions.filter((suppression) => suppresses(suppression, finding));
    covering.forEach((suppression) => this.used.set(suppression, this.coveredBy(suppression) + 1));
    return covering.find((suppression) => !hasExpired(suppression));
  }

  public coveredBy(suppression: Suppression): number {
    return this.used.get(suppression) ?? 0;
  }

  /** What should be changed about the decisions, to be asked when every finding was looked at. */
  public warnings(): string[] {
    return this.suppressions.flatMap((suppression) => [
      ...(this.coveredBy(suppression) === 0
        ? [`${suppression.origin}: nothing is found that it would accept; remove it`]
        : []),
      ...(hasExpired(suppression)
        ? [`${suppression.origin}: expired on ${suppression.expires}; renew the exception, or fix what the rule names`]
        : []),
    ]);
  }
}
