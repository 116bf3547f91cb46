import { CheckRequest } from './request';
import { AcknowledgedRisk, UnknownInput } from '../guardrails/report/data';
import { ReportFinding } from '../guardrails/report/finding';
import { SuppressibleFinding } from '../guardrails/suppressions/subject-pattern';
import { Decisions } from '../guardrails/suppressions/suppression';

/** Findings with what was decided about them. */
export interface Settled {
  readonly findings: readonly ReportFinding[];
  readonly unknown: readonly UnknownInput[];
  readonly acknowledgedRisks: readonly AcknowledgedRisk[];
  readonly warnings: readonly string[];
}

/** Applies accepted risks, then what an earlier report knows. As many findings are known as it had, not more. */
export function settle(
  found: readonly ReportFinding[],
  notUnderstood: readonly UnknownInput[],
  { suppressions, baseline }: CheckRequest,
): Settled {
  const known = new Map<string, number>();
  for (const fingerprint of baseline) {
    known.set(fingerprint, (known.get(fingerprint) ?? 0) + 1);
  }
  const decisions = new Decisions(suppressions);
  const findings = found.map((finding): ReportFinding => {
    const decision = decisions.for(finding);
    if (decision) {
      const { reason, reference, expires } = decision;
      return { ...finding, status: 'acknowledged', reason, reference, expires };
    }
    const left = known.get(finding.fingerprint) ?? 0;
    if (left === 0) {
      return finding;
    }
    known.set(finding.fingerprint, left - 1);
    return { ...finding, status: 'baseline' };
  });
  const unknown = notUnderstood.map((each): UnknownInput => {
    const decision = decisions.for(suppressibleOf(each));
    const { reason, reference, expires } = decision ?? { reason: '' };
    return decision ? { ...each, accepted: { reason, reference, expires } } : each;
  });
  const acknowledgedRisks = suppressions.map((suppression) => {
    const { ruleId, subject: finding, reason, reference, expires } = suppression;
    return { ruleId, finding, reason, reference, expires, findings: decisions.coveredBy(suppression) };
  });
  return { findings, unknown, acknowledgedRisks, warnings: decisions.warnings() };
}

/** Of a file or folder that was not read, its name stands for the object. */
function suppressibleOf({ reason, namespace, subject, path, location }: UnknownInput): SuppressibleFinding {
  return { ruleId: reason, namespace, subject: subject ?? location?.file, path };
}
