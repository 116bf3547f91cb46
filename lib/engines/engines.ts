import { EngineProfile } from './engine-profile';
import { LLAMA_CPP } from './llama-cpp/profile';
import { NIM } from './nim/profile';
import { SGLANG } from './sglang/profile';
import { TGI } from './tgi/profile';
import { TRITON } from './triton/profile';
import { VLLM } from './vllm/profile';

/**
 * Every engine that the library knows, by the name of its factory in `InferenceEngine`. Constructs, rules, pipelines, tables
 * of the docs and tests derive their lists from it; `test/meta/engine-names.test.ts` says which parts each one must have.
 */
export const ENGINES = {
  vllm: VLLM,
  sglang: SGLANG,
  triton: TRITON,
  nim: NIM,
  tgi: TGI,
  llamaCpp: LLAMA_CPP,
} as const satisfies Readonly<Record<string, EngineProfile>>;

/** Name of an engine's factory. */
export type EngineKey = keyof typeof ENGINES;
