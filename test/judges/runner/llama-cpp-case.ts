import { EngineCase } from './engine-case';
import { llamaCppImage } from './llama-cpp-image';
import { LLAMA_CPP } from '../../../lib/engines';

const chat = (fields: object) => ({
  path: '/v1/chat/completions',
  body: { messages: [{ role: 'user', content: 'hello' }], max_tokens: 4, ...fields },
});
const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };

export const LLAMA_CPP_CASE: EngineCase = {
  profile: LLAMA_CPP,
  example: 'cpu-model',
  image: llamaCppImage,
  completion: chat({}),
  cpuChanges: [],
  limits: [
    {
      name: 'answers for one request',
      beyond: chat({ n: 9 }),
      within: chat({ n: 8 }),
      reason: /between 1 <= value <= 8/,
    },
    {
      name: 'length of the prompt',
      beyond: { path: '/v1/completions', body: { prompt: 'long '.repeat(1000), max_tokens: 4 } },
      within: { path: '/v1/completions', body: { prompt: 'long '.repeat(10), max_tokens: 4 } },
      reason: /exceeds the available context size/,
    },
    {
      name: 'fields that would write out of bounds (CVE-2026-21869)',
      beyond: chat({ n_discard: -1 }),
      within: chat({ n_discard: 0 }),
      reason: /n_discard/,
    },
    {
      name: 'well-formed requests',
      beyond: { path: '/v1/chat/completions', body: '{"messages": ' },
      within: chat({}),
      reason: /parse error/,
      status: 500,
    },
    {
      name: 'input that the model takes',
      beyond: chat({ messages: [{ role: 'user', content: [image] }] }),
      within: chat({ messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }] }),
      reason: /image input is not supported/,
      status: 500,
    },
    {
      name: 'routes that are off',
      beyond: { path: '/slots' },
      within: chat({}),
      reason: /does not support slots/,
      status: 501,
    },
  ],
  ablations: [
    { take: ['mount /models/qwen3-4b'], fails: /failed to load model|No such file/ },
    {
      take: ['env NVIDIA_DRIVER_CAPABILITIES', 'env CUDA_CACHE_DISABLE'],
      reason: 'read on a GPU only',
    },
  ],
};
