export { addBenchmarks } from './benchmarks';
export { configureJest } from './jest';
export { addGeneration } from './generation';
export { addSynthesis } from './synthesis';
export { fenceLayers } from './layers';
export { publishFiles } from './package/files';
export { addJudges } from './judges';
export { finishRelease, RELEASE } from './release/workflow';
