import { CheckRequest } from './request';
import { ReportFinding } from '../../guardrails/report/finding';

/** Findings with what was decided about them, and the ids of decisions that nothing needs any more. */
export interface Settled {
  readonly findings: readonly ReportFinding[];
  readonly stale: readonly string[];
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
  const needed = new Set(found.map(({ ruleId }) => ruleId));
  return { findings, stale: ignored.map(({ id }) => id).filter((id) => !needed.has(id)) };
}
