export * from './advisories';
export * from './arguments';
export * from './engine-profile';
export * from './environment';
export { compareVersions } from './version';
export { VLLM } from './vllm';
