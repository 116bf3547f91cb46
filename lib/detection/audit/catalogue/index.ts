import { DEFENCES } from './defences';
import { PERMISSIONS } from './permissions';
import { READS } from './reads';
import { SESSIONS } from './sessions';
import { AuditSignal } from '../signal';

/** Every signal. */
export const AUDIT_SIGNALS: readonly AuditSignal[] = [...READS, ...SESSIONS, ...PERMISSIONS, ...DEFENCES];
