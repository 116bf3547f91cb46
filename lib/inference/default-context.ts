import type { EngineProfile } from '../engines/engine-profile';
import { GENERATION, ModelTask } from '../engines/model-task';

/** Tokens of a prompt and its answer where nothing else is said. */
const CONTEXT_TOKENS = 16384;

/** Less than this answers nobody. */
const LEAST = 2048;

/** Part of the GPU memory that engines fill: the default of `--gpu-memory-utilization` of vLLM. */
const FILLED = 0.9;

const GIB = 1024 ** 3;

/**
 * Memory of keys and values of one token: 80 layers with 8 heads of 128 numbers in 16 bits, as Llama 3.1 70B has them (its
 * `config.json`). Smaller models need less.
 */
const BYTES_PER_TOKEN = 2 * 80 * 8 * 128 * 2;

/** What is known of the memory of a replica. */
export interface ReplicaMemory {
  /** GPU memory of all its GPUs in GiB; undefined where nothing says it. */
  readonly gpuGiB?: number;
  /** Size of the model in GiB. */
  readonly modelGiB: number;
}

/** What bounds the tokens of a request, beside what a budget says. */
export interface EngineContext {
  /** Tokens of prompt and answer where the budget says nothing; undefined where the model decides. */
  readonly contextTokens?: number;
  /** Whether the engine takes a number from the budget. */
  readonly takesNumber: boolean;
  /** Whether the size of a request bounds its tokens: nothing but the input is computed. */
  readonly isInputOnly: boolean;
}

/** What is known of the context of a budget before there is a service. */
export const UNKNOWN_ENGINE: EngineContext = { contextTokens: CONTEXT_TOKENS, takesNumber: true, isInputOnly: false };

/**
 * What bounds the tokens of a request to an engine. The number where the budget says none is halved until it fits beside the
 * model into the GPU memory, where that is known: vLLM does not start with a context that it has no room for.
 */
export function engineContext(
  { flags, env, reservesContext = false }: EngineProfile,
  tasks: readonly ModelTask[],
  memory: ReplicaMemory,
): EngineContext {
  const isInputOnly = !tasks.some((task) => GENERATION.includes(task));
  const texts = [...flags.map(({ value }) => value), ...Object.values(env)];
  const takesNumber = texts.some((text) => text?.includes('${contextTokens}'));
  const isTold = takesNumber && !isInputOnly && !reservesContext;
  return { contextTokens: isTold ? fitting(memory) : undefined, takesNumber, isInputOnly };
}

function fitting({ gpuGiB = Infinity, modelGiB }: ReplicaMemory): number {
  const room = ((gpuGiB * FILLED - modelGiB) * GIB) / BYTES_PER_TOKEN;
  let tokens = CONTEXT_TOKENS;
  while (tokens > room && tokens > LEAST) {
    tokens /= 2;
  }
  return tokens;
}
