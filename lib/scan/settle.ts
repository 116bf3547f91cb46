import { CheckRequest } from './request';
import { AcknowledgedRisk } from '../guardrails/report/data';
import { ReportFinding } from '../guardrails/report/finding';

/** Findings with what was decided about them. */
export interface Settled {
  readonly findings: readonly ReportFinding[];
  readonly acknowledgedRisks: readonly AcknowledgedRisk[];
  readonly warnings: readonly string[];
}

/** Applies what is ignored, then what an earlier report knows. As many findings are known as it had, not more. */
export function settle(found: readonly ReportFinding[], { ignored, baseline }: CheckRequest): Settled {
  const known = new Map<string, number>();
  for (const fingerprint of baseline) {
    known.set(fingerprint, (known.get(fingerprint) ?? 0) + 1);
  }
  const findings = found.map((finding): ReportFinding => {
    const decision = ignored.find(({ id }) => id === finding.ruleId);
    if (decision) {
      return { ...finding, status: 'acknowledged', reason: decision.reason };
    }
    const left = known.get(finding.fingerprint) ?? 0;
    if (left === 0) {
      return finding;
    }
    known.set(finding.fingerprint, left - 1);
    return { ...finding, status: 'baseline' };
  });
  const acknowledgedRisks = ignored.map(({ id, reason }) => ({
    ruleId: id,
    reason,
    findings: found.filter(({ ruleId }) => ruleId === id).length,
  }));
  const warnings = acknowledgedRisks
    .filter((risk) => risk.findings === 0)
    .map(({ ruleId }) => `--ignore ${ruleId}: nothing is found that it would accept; remove it`);
  return { findings, acknowledgedRisks, warnings };
}
