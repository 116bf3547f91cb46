import { NumericRange, Parallelism } from '../start-facts';

export const SGLANG_PARALLELISM: Parallelism = {
  tensor: ['--tp-size', '--tensor-parallel-size'],
  pipeline: ['--pp-size', '--pipeline-parallel-size'],
  data: ['--dp-size', '--data-parallel-size'],
  shared: ['--enable-dp-attention'],
};

/** Source: sglang/srt/arg_groups/fields/memory.py and parallel.py. */
export const SGLANG_RANGES: NumericRange[] = [
  { name: '--mem-fraction-static', above: 0, most: 1 },
  ...[SGLANG_PARALLELISM.tensor, SGLANG_PARALLELISM.pipeline, SGLANG_PARALLELISM.data].map(([name, ...aliases]) => ({
    name,
    aliases,
    least: 1,
  })),
];
