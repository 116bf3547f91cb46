import { AUDIT_SIGNALS } from './catalogue';
import { AuditSignal } from './signal';
import { Problem } from '../../private/problems';

/** Users that may do what a signal reports, by the id of the signal; `system:serviceaccount:<namespace>:<name>` for workloads. */
export type AllowedActors = Readonly<Record<string, readonly string[]>>;

/** The signals, each without the users that may do what it reports. */
export function auditSignals(allowed: AllowedActors = {}): AuditSignal[] {
  return AUDIT_SIGNALS.map((signal) => {
    const users = allowed[signal.id] ?? [];
    return users.length === 0
      ? signal
      : { ...signal, except: [...signal.except, { field: 'user.username', in: users }] };
  });
}

/** Problems of the users that are allowed. */
export function checkAllowedActors(allowed: AllowedActors): Problem[] {
  const ids = AUDIT_SIGNALS.map(({ id }) => id);
  return Object.entries(allowed).flatMap(([id, users]) => [
    ...(ids.includes(id)
      ? []
      : [{ what: 'audit signal does not exist', got: id, allowed: ids.join(', '), fix: 'name one of these signals' }]),
    ...users
      .filter((user) => /[*?'"\\]|^\s*$/.test(user))
      .map((user) => ({
        what: `user that audit signal ${id} allows is not a single name`,
        got: user,
        allowed: 'a user name as the audit log has it, without wildcards',
        fix: 'name each user, for a workload system:serviceaccount:<namespace>:<name>',
      })),
  ]);
}
