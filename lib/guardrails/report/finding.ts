import { createHash } from 'node:crypto';
import { Severity } from '../rules/severity';

/** `baseline`: known from an earlier report, so that it stops nobody. */
export type ReportStatus = 'open' | 'acknowledged' | 'baseline';

/** Where a finding is written. */
export interface FindingLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A finding as reports hold it. */
export interface ReportFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly status: ReportStatus;
  readonly namespace?: string;
  /** Object or resource, for example `Deployment/qwen`; absent if it is about several. */
  readonly subject?: string;
  /** Path within the object; empty for the object itself. */
  readonly path: string;
  readonly container?: string;
  readonly constructPath?: string;
  readonly location?: FindingLocation;
  readonly message: string;
  readonly fix: string;
  readonly reason?: string;
  readonly reference?: string;
  readonly expires?: string;
  /** The same as long as rule, object and container are, wherever they are written. */
  readonly fingerprint: string;
}

/** Identity of a finding over time: what it is about, not where it is written. */
export function fingerprintOf(
  finding: Pick<ReportFinding, 'ruleId' | 'namespace' | 'subject' | 'path' | 'container'>,
): string {
  const place = finding.container ? `${finding.path.replace(/\[\d+\]$/, '')}/${finding.container}` : finding.path;
  const parts = [finding.ruleId, finding.namespace ?? '', finding.subject ?? '', place];
  return fingerprint(parts);
}

/** What identifies something that is told apart by these texts. */
export function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}
