export { runtimeContract } from './contract';
export type { ContractOptions, ContractSources, RuntimeContract } from './contract';
export { falcoRules } from './falco';
export { RUNTIME_RULES } from './rules';
export { tracingPolicies } from './tetragon';
