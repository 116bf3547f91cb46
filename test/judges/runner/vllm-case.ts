import { EngineCase } from './engine-case';
import { VLLM_ABLATIONS } from './vllm-ablations';
import { vllmImage } from './vllm-image';
import { VLLM } from '../../../lib/engines';

/** Name under which the quickstart serves its model. */
const MODEL = 'qwen3-8b';

const chat = (fields: object) => ({
  path: '/v1/chat/completions',
  body: { model: MODEL, messages: [{ role: 'user', content: 'hello' }], max_tokens: 4, ...fields },
});
const completion = (fields: object) => ({
  path: '/v1/completions',
  body: { model: MODEL, prompt: 'hello', max_tokens: 4, ...fields },
});
const many = (count: number, text: string) => Array.from({ length: count }, (_, index) => `${text}${index}`);

/** A picture of one pixel. */
const IMAGE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const VLLM_CASE: EngineCase = {
  profile: VLLM,
  example: 'quickstart',
  image: vllmImage,
  completion: chat({}),
  cpuChanges: [
    {
      args: ['--dtype=float32'],
      why: 'bfloat16 kernels of the CPU build need instructions that this machine may lack',
    },
    { env: { ONEDNN_MAX_CPU_ISA: 'AVX2' }, why: 'as above, for the kernels of oneDNN' },
    { args: ['--gpu-memory-utilization=0.1'], why: 'without a GPU it is a share of the memory of the whole machine' },
  ],
  limits: [
    {
      name: 'answers for one request',
      beyond: chat({ n: 5 }),
      within: chat({ n: 4 }),
      reason: /VLLM_MAX_N_SEQUENCES/,
    },
    {
      name: 'prompts of one request',
      beyond: completion({ prompt: many(17, 'hello') }),
      within: completion({ prompt: many(16, 'hello') }),
      reason: /prompt list length 17/,
    },
    {
      name: 'stop strings',
      beyond: chat({ stop: many(5, 'stop') }),
      within: chat({ stop: many(4, 'stop') }),
      reason: /stop/,
    },
    {
      name: 'bad words',
      beyond: chat({ bad_words: many(17, 'word') }),
      within: chat({ bad_words: many(16, 'word') }),
      reason: /bad_words/,
    },
    {
      name: 'log probabilities',
      beyond: chat({ logprobs: true, top_logprobs: 6 }),
      within: chat({ logprobs: true, top_logprobs: 5 }),
      reason: /logprobs/,
    },
    {
      name: 'length of the prompt',
      beyond: completion({ prompt: 'long '.repeat(4000) }),
      within: completion({ prompt: 'long '.repeat(100) }),
      reason: /maximum context length|longer than the maximum|max_model_len/,
    },
    {
      name: 'length of the answer',
      beyond: chat({ max_tokens: 100_000 }),
      within: chat({ max_tokens: 16 }),
      reason: /max_tokens|maximum context length/,
    },
    {
      name: 'well-formed requests',
      beyond: { path: '/v1/chat/completions', body: '{"model": ' },
      within: chat({}),
      reason: /JSON|json/,
    },
    {
      name: 'the model that is served',
      beyond: chat({ model: 'another' }),
      within: chat({}),
      reason: /does not exist/,
    },
    {
      name: 'input that the model takes',
      beyond: chat({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: IMAGE } }] }] }),
      within: chat({ messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }] }),
      reason: /not a multimodal model|multimodal/,
    },
    {
      name: 'tensors in place of text',
      beyond: completion({ prompt: undefined, prompt_embeds: 'AAAA' }),
      within: completion({}),
      reason: /prompt_embeds|enable-prompt-embeds/,
    },
  ],
  ablations: VLLM_ABLATIONS,
};
