export { runtimeContract } from './contract';
export type { ContractOptions, ContractSources, RuntimeContract } from './contract';
export type { DeniedAct } from './denied-act';
export { falcoRules } from './falco';
export { RUNTIME_RULES } from './rules';
export { deniedActs } from './security-center';
export { tracingPolicies } from './tetragon';
