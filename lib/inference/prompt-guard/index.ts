export * from './guard-options';
export * from './managed-guardrail';
export * from './prompt-guard';
