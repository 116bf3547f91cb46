import { Finding } from './finding';

/** A finding as one line, as synthesis reports it. */
export function describeFinding(finding: Finding): string {
  const where = [finding.subject, finding.path].filter(Boolean).join(' ');
  return `[${finding.constructPath}] ${finding.ruleId} ${where && `${where}: `}${finding.message}. Fix: ${finding.fix}`;
}
