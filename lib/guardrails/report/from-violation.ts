import { FindingLocation, fingerprintOf, ReportFinding } from './finding';
import { Manifest } from '../../objects/pods';
import { subjectName } from '../../objects/subject-name';
import { constructPathOf } from '../../objects/terraform';
import { TerraformResource, Violation } from '../evaluation/evaluate';
import { messageOf } from '../evaluation/message-of';

/** A finding that nobody has accepted yet. */
export function fromViolation(violation: Violation, location?: FindingLocation): ReportFinding {
  const { rule, subject, path, container } = violation;
  const resource = subject && 'arguments' in subject ? (subject as TerraformResource) : undefined;
  const identity = {
    ruleId: rule.id,
    namespace: resource ? undefined : (subject as Manifest | undefined)?.metadata?.namespace,
    subject: subjectName(subject),
    path,
    container: container || undefined,
  };
  return {
    ...identity,
    severity: rule.severity,
    status: 'open',
    constructPath: resource && constructPathOf(resource),
    location,
    message: messageOf(violation),
    fix: rule.fix,
    fingerprint: fingerprintOf(identity),
  };
}
