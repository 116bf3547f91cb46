export type { AuditEvent } from './fields';
export { auditSignals, checkAllowedActors } from './options';
export type { AllowedActors } from './options';
export { fires, isIndexed } from './signal';
export type { AuditSignal } from './signal';
export { slsQuery } from './sls-query';
