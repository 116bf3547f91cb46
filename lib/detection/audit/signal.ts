import { Condition, fieldsOf, holds } from './condition';
import { AUDIT_FIELDS, AuditEvent, readField } from './fields';
import { Severity } from '../../guardrails/rules/severity';

/** One thing that is seen in the audit log, as data. It is rendered as a query for SLS, and judges events in tests. */
export interface AuditSignal {
  /** Lower case words with dashes; never reused. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What an attacker does. */
  readonly detects: string;
  /** Why it does not fire while nobody attacks, and what to allow where it does. */
  readonly quiet: string;
  /** Section of "Best practices for securing containerized AI applications". */
  readonly seed: string;
  /** What an event is; the parts that test an indexed field for values are what SLS searches by. */
  readonly when: readonly Condition[];
  /** Actors whose work it is. */
  readonly except: readonly Condition[];
}

/** Stages in which an act shows: a long one when it is answered, and every one when it is over. */
const ANSWERED: Condition = { field: 'stage', in: ['ResponseStarted', 'ResponseComplete'] };

/** The whole of a signal as one condition. */
export function conditionOf(signal: AuditSignal): Condition {
  return { all: [ANSWERED, ...signal.when, ...signal.except.map((actor): Condition => ({ not: actor }))] };
}

/** Whether a signal fires on an event. */
export function fires(signal: AuditSignal, event: AuditEvent): boolean {
  return holds(conditionOf(signal), (field) => readField(event, field));
}

/** Whether ACK indexes every field that a signal reads. Others are found by scanning, which is billed by volume. */
export function isIndexed(signal: AuditSignal): boolean {
  return [...fieldsOf(conditionOf(signal))].every((field) => AUDIT_FIELDS[field].indexed);
}
