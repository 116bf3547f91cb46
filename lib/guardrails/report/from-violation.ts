import { UnjudgedRule } from './data';
import { FindingLocation, fingerprintOf, ReportFinding } from './finding';
import { Manifest } from '../../objects/manifest';
import { constructPathOf } from '../../terraform/kubernetes/applied-objects';
import { TerraformResource } from '../../terraform/resource';
import { messageOf } from '../evaluation/message-of';
import { subjectName } from '../evaluation/subject-name';
import { Unjudged, Violation } from '../evaluation/violation';

/** What a report says of a rule that nobody can answer yet. */
export function fromUnjudged({ rule, subject, reason }: Unjudged, location?: FindingLocation): UnjudgedRule {
  const { id: ruleId, severity, title } = rule;
  return { ruleId, severity, title, subject: subjectName(subject), location, reason };
}

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
