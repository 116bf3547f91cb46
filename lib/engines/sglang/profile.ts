import { SGLANG_ADVISORIES } from './advisories';
import { SGLANG_ENV, SGLANG_FLAGS } from './flags';
import { SGLANG_REFUSED_ENV, SGLANG_REFUSED_FLAGS } from './refused';
import { EngineProfile } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { ModelTask, POOLING } from '../model-task';
import { HOME } from '../python-engine';
import { SGLANG_KNOWN_FLAGS } from './known-flags';
import { SGLANG_ROUTES } from './routes';
import { SGLANG_PARALLELISM, SGLANG_RANGES } from './start-facts';

/**
 * The SGLang server, https://docs.sglang.ai
 *
 * Requests may name media by `file://`, and the server opens the file: mount nothing into this pod that callers may not
 * read. There is no setting against it in 0.5.23.
 *
 * It was not run here: its kernels are published for CUDA only (`sglang-kernel` 0.4.10 has those of sm90 and sm100), and
 * those for CPUs are built from a source that no package holds.
 */
export const SGLANG: EngineProfile = {
  name: 'sglang',
  describedVersion: '0.5.23',
  // Not `sglang serve`, which starts another server, with other routes, for some kinds of model.
  command: ['python3', '-m', 'sglang.launch_server'],
  positionals: [],
  flags: SGLANG_FLAGS,
  env: SGLANG_ENV,
  ports: [
    { name: 'http', port: 30000, audience: PortAudience.CALLERS },
    { name: 'dist-init', port: 20000, audience: PortAudience.PEERS },
    { name: 'tcp-store', port: 29600, audience: PortAudience.PEERS },
    { name: 'pd-bootstrap', port: 8998, audience: PortAudience.PEERS },
  ],
  routes: SGLANG_ROUTES,
  taskSettings: [{ name: '--is-embedding', serves: [...POOLING], tells: [ModelTask.EMBEDDING] }],
  writablePaths: [
    { name: 'home', path: HOME, sizeMiB: 8192, reason: 'caches of compiled kernels and grammars' },
    { name: 'tmp', path: '/tmp', sizeMiB: 2048, reason: 'sockets between the processes of the server' },
    {
      name: 'shm',
      path: '/dev/shm',
      sizeMiB: 2048,
      inMemory: true,
      perGpu: true,
      reason: 'shared memory of the processes and buffers of NCCL; the runtime gives 64 MiB',
    },
  ],
  refusedFlags: SGLANG_REFUSED_FLAGS,
  knownFlags: SGLANG_KNOWN_FLAGS,
  ranges: SGLANG_RANGES,
  parallelism: SGLANG_PARALLELISM,
  refusedEnv: SGLANG_REFUSED_ENV,
  // /health generates a token when the server is idle, so that it tells a stuck scheduler; /ready costs nothing.
  health: { readinessPath: '/ready', livenessPath: '/health' },
  advisories: SGLANG_ADVISORIES,
  formats: ['safetensors'],
  multiNode: {
    flags: [
      { name: '--nnodes', value: '${nodes}', reason: 'pods of a group' },
      { name: '--node-rank', value: '${nodeRank}', reason: 'which of them this one is' },
      {
        name: '--dist-init-addr',
        aliases: ['--nccl-init-addr'],
        value: '${leaderAddress}:20000',
        reason: 'where they meet',
      },
      {
        name: '--pp-size',
        aliases: ['--pipeline-parallel-size'],
        value: '${nodes}',
        reason: 'layers are spread over nodes, tensors within one',
      },
    ],
    // Pods with another rank than 0 compute, and answer health checks only.
    workerFlags: [],
    podAddressVariable: 'SGLANG_HOST_IP',
  },
  adapters: {
    name: '--lora-paths',
    value: '${name}=${path}',
    flags: ['--enable-lora'],
  },
  draft: {
    args: [
      '--speculative-algorithm=${method}',
      '--speculative-draft-model-path=${path}',
      '--speculative-num-steps=${tokens}',
      '--speculative-eagle-topk=1',
      '--speculative-num-draft-tokens=${verified}',
    ],
    methods: { model: 'STANDALONE', eagle: 'EAGLE', eagle3: 'EAGLE3' },
  },
  queueMetric: 'sglang:num_queue_reqs',
  workMetrics: {
    runningRequests: 'sglang:num_running_reqs',
    promptTokens: 'sglang:prompt_tokens_total',
    generatedTokens: 'sglang:generation_tokens_total',
  },
  warmUpSeconds: 600,
  sources: [
    'wheel of sglang 0.5.23: sglang/srt/server_args.py, sglang/srt/arg_groups/fields/**, sglang/srt/environ.py, sglang/srt/entrypoints/http_server.py, sglang/srt/observability/metrics_collector.py',
  ],
};
