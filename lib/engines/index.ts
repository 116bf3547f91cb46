export * from './advisories';
export * from './arguments';
export * from './engine-profile';
export * from './environment';
export { SGLANG } from './sglang';
export { compareVersions } from './version';
export { VLLM } from './vllm';
