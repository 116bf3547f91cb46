export * as alicloud from './alicloud';
export * as guardrails from './guardrails';
