import { Severity } from './severity';

const ASCENDING = [Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL];

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return ASCENDING.indexOf(severity) >= ASCENDING.indexOf(threshold);
}
