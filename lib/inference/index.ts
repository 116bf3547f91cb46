export type { ApiAccess, ApiAccessRule } from './api-access';
export * from './caller';
export { Connections } from './connections';
export * from './gpu';
export * from './inference-engine';
export * from './model-source';
export type { PodOptions } from './pod-options';
export * from './scaling';
export * from './secure-gpu-inference-service';
