export * from './checks';
export type { Finding } from './finding';
export { FindingStatus } from './finding';
export type { AcknowledgeOptions } from './risk';
export { Risk } from './risk';
export { Severity } from './rule';
