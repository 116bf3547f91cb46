import { AuditField } from './fields';

/**
 * What must be true of an audit event, as data. A field that an event lacks is the empty text, so that no rendering needs a
 * third truth value.
 */
export type Condition =
  | { readonly field: AuditField; readonly in: readonly string[] }
  /** Regular expression, searched for anywhere; only syntax that JavaScript, RE2 and Java read alike. */
  | { readonly field: AuditField; readonly matches: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const absent = (field: AuditField): Condition => ({ field, in: [''] });

/** Whether a condition holds, given how to read a field. */
export function holds(condition: Condition, read: (field: AuditField) => string): boolean {
  if ('in' in condition) {
    return condition.in.includes(read(condition.field));
  }
  if ('matches' in condition) {
    return new RegExp(condition.matches).test(read(condition.field));
  }
  if ('all' in condition) {
    return condition.all.every((part) => holds(part, read));
  }
  if ('any' in condition) {
    return condition.any.some((part) => holds(part, read));
  }
  return !holds(condition.not, read);
}

/** Fields that a condition reads. */
export function fieldsOf(condition: Condition): Set<AuditField> {
  if ('field' in condition) {
    return new Set([condition.field]);
  }
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition.not];
  return new Set(parts.flatMap((part) => [...fieldsOf(part)]));
}
