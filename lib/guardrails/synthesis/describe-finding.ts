import { Finding } from './finding';

/** A finding as one line, as synthesis reports it, with what else a program can do about it. */
export function describeFinding(finding: Finding, ways: readonly string[] = []): string {
  const where = [finding.subject, finding.path].filter(Boolean).join(' ');
  return `[${finding.constructPath}] ${finding.ruleId} ${where && `${where}: `}${finding.message}. Fix: ${[finding.fix, ...ways].join('; or ')}`;
}
