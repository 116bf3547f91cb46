export * from './app';
export * from './kubernetes-version';
export * from './mesh';
export * from './mesh-kind';
export * from './network-mode';
export * from './sandbox-runtime';
export * from './sandbox-runtime-class';
export type { ScratchVolume } from './scratch-volume';
export * from './secure-namespace';
