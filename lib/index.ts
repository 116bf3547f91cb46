export * from './engines/engine-profile';
export * from './engines/engine-traffic';
export type { AdvisoryWaiver } from './engines/advisories';
export type { DeniedAct } from './detection/runtime/denied-act';
export * from './images';
export * from './inference';
export * from './kubernetes';
export * as alicloud from './alicloud';
export * as guardrails from './guardrails';
