import { VLLM_ENV, VLLM_FLAGS } from './flags';
import { VLLM_REFUSED_ENV, VLLM_REFUSED_FLAGS } from './refused';
import { EngineProfile } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { HOME } from '../python-engine';
import { VLLM_ADVISORIES } from './advisories';
import { VLLM_KNOWN_FLAGS } from './known-flags';
import { VLLM_ROUTES } from './routes';
import { VLLM_PARALLELISM, VLLM_RANGES } from './start-facts';
import { VLLM_TASKS } from './tasks';

/** The vLLM server, https://docs.vllm.ai */
export const VLLM: EngineProfile = {
  name: 'vllm',
  describedVersion: '0.33.0',
  command: ['vllm', 'serve'],
  positionals: ['${modelPath}'],
  flags: VLLM_FLAGS,
  env: VLLM_ENV,
  ports: [
    { name: 'http', port: 8000, audience: PortAudience.CALLERS },
    { name: 'dp-master', port: 29500, audience: PortAudience.PEERS },
    { name: 'torch-master', port: 29501, audience: PortAudience.PEERS },
    { name: 'dp-rpc', port: 29550, audience: PortAudience.PEERS },
    { name: 'nixl', port: 5600, audience: PortAudience.PEERS },
    { name: 'encoder-cache', port: 5601, audience: PortAudience.PEERS },
    { name: 'kv-p2p', port: 5710, audience: PortAudience.PEERS },
    { name: 'mooncake', port: 8998, audience: PortAudience.PEERS },
    { name: 'kv-events', port: 5557, audience: PortAudience.PEERS },
  ],
  routes: VLLM_ROUTES,
  taskSettings: VLLM_TASKS,
  writablePaths: [
    {
      name: 'home',
      path: HOME,
      sizeMiB: 8192,
      reason: 'caches of compiled kernels and graphs, configuration directories',
    },
    {
      name: 'tmp',
      path: '/tmp',
      sizeMiB: 2048,
      reason: 'sockets between server and engine, shared libraries while they are built',
    },
    {
      name: 'shm',
      path: '/dev/shm',
      sizeMiB: 2048,
      inMemory: true,
      perGpu: true,
      reason: 'message queues between workers and buffers of NCCL; the runtime gives 64 MiB',
    },
  ],
  refusedFlags: VLLM_REFUSED_FLAGS,
  refusedEnv: VLLM_REFUSED_ENV,
  knownFlags: VLLM_KNOWN_FLAGS,
  ranges: VLLM_RANGES,
  parallelism: VLLM_PARALLELISM,
  health: { readinessPath: '/health', livenessPath: '/health' },
  advisories: VLLM_ADVISORIES,
  formats: ['safetensors'],
  adapters: {
    name: '--lora-modules',
    value: '${name}=${path}',
    flags: ['--enable-lora'],
  },
  draft: {
    args: ['--speculative-config={"model":"${path}","method":"${method}","num_speculative_tokens":${tokens}}'],
    methods: { model: 'draft_model', eagle: 'eagle', eagle3: 'eagle3' },
  },
  multiNode: {
    flags: [
      { name: '--nnodes', aliases: ['-n'], value: '${nodes}', reason: 'pods of a group' },
      { name: '--node-rank', aliases: ['-r'], value: '${nodeRank}', reason: 'which of them this one is' },
      { name: '--master-addr', value: '${leaderAddress}', reason: 'where they meet' },
      {
        name: '--pipeline-parallel-size',
        aliases: ['-pp'],
        value: '${nodes}',
        reason: 'layers are spread over nodes, tensors within one',
      },
    ],
    workerFlags: [{ name: '--headless', reason: 'computes, and serves no requests' }],
    podAddressVariable: 'VLLM_HOST_IP',
  },
  queueMetric: 'vllm:num_requests_waiting',
  cacheMetric: 'vllm:kv_cache_usage_perc',
  workMetrics: {
    runningRequests: 'vllm:num_requests_running',
    promptTokens: 'vllm:prompt_tokens_total',
    generatedTokens: 'vllm:generation_tokens_total',
  },
  warmUpSeconds: 600,
  sources: [
    'wheel of vllm 0.33.0: vllm/engine/arg_utils.py, vllm/entrypoints/common/cli_args.py, vllm/envs.py, vllm/entrypoints/**, vllm/v1/metrics/loggers.py',
    'https://docs.vllm.ai/en/latest/usage/security.html',
  ],
};
