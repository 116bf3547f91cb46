import { EarlierReport } from '../guardrails/report/reachable';
import { EvidenceStatement } from '../guardrails/report/statement';
import { Severity } from '../guardrails/rules/severity';
import { checkReason, checkRule } from '../guardrails/suppressions/acceptance';
import { describe } from '../private/problems';

/** A rule whose findings are accepted for one run. */
export interface Ignored {
  readonly id: string;
  readonly reason: string;
}

/** What is asked of one run. */
export interface CheckRequest {
  readonly failOn: Severity;
  readonly registries: readonly string[];
  readonly ignored: readonly Ignored[];
  /** Fingerprints of an earlier report, one for each of its findings. */
  readonly baseline: readonly string[];
  /** What reachability is compared with. */
  readonly earlier?: EarlierReport;
  readonly evidence?: EvidenceStatement;
}

/** Wrong use of the command. */
export class UsageError extends Error {}

/**
 * Reads `ID=reason`, under the terms on which code acknowledges a risk.
 *
 * @throws UsageError
 */
export function parseIgnored(text: string): Ignored {
  const [id, ...rest] = text.split('=');
  const reason = rest.join('=');
  const problems = [...checkRule(id), ...checkReason(reason)];
  if (problems.length > 0) {
    throw new UsageError(problems.map((problem) => `--ignore ${id}: ${describe(problem)}`).join('\n'));
  }
  return { id, reason };
}
