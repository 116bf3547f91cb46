import { WheelScope } from './wheels';

/** Where the server of each engine is within its wheel. */
export const SCOPES: Readonly<Record<'vllm' | 'sglang', WheelScope>> = {
  vllm: {
    routes: ['vllm/entrypoints/', 'vllm/plugins/'],
    variables: ['vllm/envs.py', 'vllm/env_override.py', 'vllm/compilation/', 'vllm/snapshot/'],
  },
  sglang: {
    routes: [
      'sglang/srt/entrypoints/http_server.py',
      'sglang/srt/entrypoints/v1_loads.py',
      'sglang/srt/entrypoints/elastic_ep.py',
      'sglang/srt/utils/common.py',
    ],
    variables: ['sglang/srt/environ.py', 'sglang/srt/entrypoints/http_server.py'],
  },
};
