import { NumericRange, Parallelism } from '../start-facts';

export const VLLM_PARALLELISM: Parallelism = {
  tensor: ['--tensor-parallel-size', '-tp'],
  pipeline: ['--pipeline-parallel-size', '-pp'],
  data: ['--data-parallel-size', '-dp'],
  shared: [],
};

/** Source: the fields of vllm/config/cache.py, model.py, parallel.py and scheduler.py. */
export const VLLM_RANGES: NumericRange[] = [
  { name: '--gpu-memory-utilization', aliases: ['--device-memory-utilization'], above: 0, most: 1 },
  { name: '--block-size', above: 0 },
  { name: '--max-num-batched-tokens', least: 1 },
  { name: '--stream-interval', least: 1 },
  ...[VLLM_PARALLELISM.tensor, VLLM_PARALLELISM.pipeline, VLLM_PARALLELISM.data].map(([name, ...aliases]) => ({
    name,
    aliases,
    least: 1,
  })),
];
