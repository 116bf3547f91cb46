import { ReportFinding } from './finding';
import { Severity } from '../severity';
import { isAtLeast, SEVERITIES } from '../severity-order';

/** Input that could not be checked. */
export interface InputProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** How many findings there are, and what stops. */
export interface Summary {
  readonly files: number;
  readonly objects: number;
  readonly resources: number;
  readonly open: Readonly<Record<Severity, number>>;
  readonly acknowledged: number;
  readonly baseline: number;
}

/** Everything that formats show. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly parameters: { readonly failOn: Severity; readonly registries: readonly string[] };
  readonly summary: Summary;
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly InputProblem[];
  /** What does not stop, but should be mended. */
  readonly warnings: readonly string[];
}

/** Findings of a report that stop: open, and as severe as was decided. */
export function stopping({ findings, parameters }: Report): ReportFinding[] {
  return findings.filter(({ status, severity }) => status === 'open' && isAtLeast(severity, parameters.failOn));
}

/** Open findings by severity. */
export function openBySeverity(findings: readonly ReportFinding[]): Record<Severity, number> {
  const open = findings.filter(({ status }) => status === 'open');
  return Object.fromEntries(
    SEVERITIES.map((severity) => [severity, open.filter((finding) => finding.severity === severity).length]),
  ) as Record<Severity, number>;
}
