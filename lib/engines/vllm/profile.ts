import { EngineFlag, EngineProfile, RefusedSetting } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { HOME, PYTHON_ENGINE_ENV, PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';
import { VLLM_ADVISORIES } from './advisories';
import { VLLM_ROUTES } from './routes';

const MIB = 1024 * 1024;

const FLAGS: EngineFlag[] = [
  {
    name: '--host',
    value: '0.0.0.0',
    replaceable: false,
    reason: 'probes and the mesh proxy come over the pod network',
  },
  { name: '--port', value: '${port}', replaceable: false, reason: 'policies and probes name the port' },
  { name: '--served-model-name', value: '${modelName}', reason: 'callers name the model, not its path' },
  {
    name: '--load-format',
    value: 'safetensors',
    reason: '`auto`, the default, falls back to pickle, which runs code when it is read',
  },
  { name: '--tensor-parallel-size', aliases: ['-tp'], value: '${gpus}', reason: 'uses every GPU of the replica' },
  {
    name: '--max-model-len',
    value: '${contextTokens}',
    reason: 'bounds prompt and answer; above what the model was made for vLLM does not start',
  },
  { name: '--max-num-seqs', value: '${concurrentRequests}', reason: 'bounds what is computed at once' },
  {
    name: '--max-num-queued-reqs',
    value: '${admittedRequests}',
    since: '0.29.0',
    reason: 'requests running and waiting; without it the queue is unbounded. More are answered with 503',
  },
  { name: '--max-logprobs', value: '5', reason: 'log probabilities cost memory and help to copy a model' },
  {
    name: '--limit-mm-per-prompt',
    value: '{"image":${imagesPerRequest},"video":0,"audio":0}',
    reason: 'bounds decoding for one request',
  },
  {
    name: '--allowed-media-domains',
    value: 'none.invalid',
    reason: 'unset means any host; a name that cannot exist (RFC 2606) leaves only media sent inside the request',
  },
  { name: '--shutdown-timeout', value: '${drainSeconds}', since: '0.18.0', reason: 'lets running requests finish' },
  { name: '--disable-fastapi-docs', replaceable: false, reason: 'the schema lists every route to whoever asks' },
  {
    name: '--fingerprint-mode',
    value: 'none',
    since: '0.21.0',
    reason: 'the default tells version and parallelism in every answer',
  },
  { name: '--prefix-caching-hash-algo', value: 'sha256_cbor', reason: '`sha256`, the default, serializes with pickle' },
  {
    name: '--disable-access-log-for-endpoints',
    value: '/health,/metrics',
    since: '0.16.0',
    reason: 'probes and scrapes would bury the requests in the log',
  },
];

const LIMITS: Record<string, string> = {
  VLLM_MAX_N_SEQUENCES: '${answersPerPrompt}',
  VLLM_MAX_COMPLETION_PROMPTS: '${promptsPerRequest}',
  VLLM_MAX_STOP_STRINGS: '4',
  VLLM_MAX_NUM_BAD_WORDS: '16',
  VLLM_MEDIA_URL_ALLOW_REDIRECTS: '0',
  VLLM_MAX_MEDIA_DOWNLOAD_SIZE_MB: '${mediaMebibytes}',
  VLLM_MAX_MEDIA_REQUEST_DOWNLOAD_SIZE_MB: '${requestMediaMebibytes}',
  VLLM_MAX_IMAGE_PIXELS: '${imagePixels}',
  VLLM_MAX_MEDIA_REQUEST_DECODE_BYTES: '${decodedImageBytes}',
  VLLM_MAX_AUDIO_CLIP_FILESIZE_MB: '${mediaMebibytes}',
  VLLM_MAX_AUDIO_DECODE_DURATION_S: '${audioSeconds}',
  VLLM_MAX_AUDIO_DECODE_BYTES: String(64 * MIB),
  VLLM_MAX_EMBED_DECODE_BYTES: String(MIB),
};

const ENV: Record<string, string> = {
  ...PYTHON_ENGINE_ENV,
  ...LIMITS,
  VLLM_CACHE_ROOT: `${HOME}/.cache/vllm`,
  VLLM_CONFIG_ROOT: `${HOME}/.config/vllm`,
  VLLM_NO_USAGE_STATS: '1',
  VLLM_DO_NOT_TRACK: '1',
  // Unset means every installed plug-in; empty means none.
  VLLM_PLUGINS: '',
};

const IMPORT_PATH = 'imports Python code that the image does not use otherwise';
const OTHER_PORT = 'opens a port that no policy knows';

const REFUSED_FLAGS: RefusedSetting[] = [
  { name: '--trust-remote-code', reason: 'runs Python code from the model directory' },
  { name: '--config', reason: 'reads flags from a file that is not checked here; write them as arguments' },
  {
    name: '--load-format',
    allowedValues: [
      'safetensors',
      'fastsafetensors',
      'instanttensor',
      'runai_streamer',
      'runai_streamer_sharded',
      'mistral',
    ],
    reason: 'other formats are read with pickle, come from another place or are random weights',
  },
  { name: '--model', reason: 'replaces the verified model; the library passes its path' },
  { name: '--tokenizer', reason: 'loads a tokenizer from another place than the verified model' },
  { name: '--hf-config-path', reason: 'loads a configuration from another place than the verified model' },
  { name: '--hf-token', reason: 'the server reads a mounted model; a token on the command line shows in the pod spec' },
  {
    name: '--api-key',
    reason: 'shows in the pod spec and guards only some routes; callers are authenticated by the mesh',
  },
  { name: '--middleware', reason: IMPORT_PATH },
  { name: '--tool-parser-plugin', reason: IMPORT_PATH },
  { name: '--reasoning-parser-plugin', reason: IMPORT_PATH },
  { name: '--io-processor-plugin', reason: IMPORT_PATH },
  { name: '--logits-processors', reason: IMPORT_PATH },
  { name: '--worker-cls', reason: IMPORT_PATH },
  { name: '--worker-extension-cls', reason: IMPORT_PATH },
  { name: '--scheduler-cls', reason: IMPORT_PATH },
  { name: '--model-class-overrides', reason: IMPORT_PATH },
  {
    name: '--distributed-executor-backend',
    allowedValues: ['mp', 'uni', 'external_launcher'],
    reason: `${IMPORT_PATH}, or starts Ray`,
  },
  { name: '--kv-transfer-config.kv_connector_module_path', reason: IMPORT_PATH },
  { name: '--ec-transfer-config.ec_connector_module_path', reason: IMPORT_PATH },
  { name: '--ec-manager-config.encoder_cache_manager_cls', reason: IMPORT_PATH },
  { name: '--compilation-config.backend', allowedValues: ['', 'eager', 'inductor'], reason: IMPORT_PATH },
  { name: '--enable-prompt-embeds', reason: 'callers send tensors, past tokenizer and templates (CVE-2025-62164)' },
  { name: '--enable-mm-embeds', reason: 'callers send tensors, past image checks (CVE-2026-56340)' },
  { name: '--allowed-local-media-path', reason: 'lets requests read files of the pod' },
  { name: '--trust-request-chat-template', reason: 'callers send a template that the server runs (CVE-2025-62426)' },
  { name: '--trust-request-mm-kwargs', reason: 'callers change what decoding costs' },
  {
    name: '--enable-scale-out',
    reason: 'routes for the parts of a split server, which trust their input (CVE-2026-105754)',
  },
  {
    name: '--tokens-only',
    reason: 'routes for the parts of a split server, which trust their input (CVE-2026-105754)',
  },
  { name: '--tool-server', reason: '`demo` runs code that the model wrote; others are reached without authentication' },
  { name: '--profiler-config', reason: 'callers start a profiler that writes to disk' },
  { name: '--enable-tokenizer-info-endpoint', reason: 'tells chat templates and tokenizer configuration' },
  { name: '--enable-offline-docs', reason: 'lists every route to whoever asks' },
  { name: '--enable-log-requests', reason: 'writes prompts to the log' },
  { name: '--enable-log-outputs', reason: 'writes answers to the log' },
  { name: '--log-error-stack', reason: 'writes stack traces to the log, with what requests held' },
  { name: '--uvicorn-log-level', values: ['debug', 'trace'], reason: 'writes requests to the log' },
  { name: '--log-level', values: ['debug'], reason: 'writes requests to the log' },
  { name: '--log-config-file', reason: 'a logging configuration names classes that are imported' },
  { name: '--allowed-origins', values: ['["*"]'], reason: 'lets every web page that a user opens call the server' },
  { name: '--allow-credentials', reason: "lets web pages call the server with the user's credentials" },
  { name: '--uds', reason: 'host and port are ignored then: probes and policies find nobody' },
  { name: '--grpc', reason: 'another protocol on the port, with other routes' },
  { name: '--grpc-port', reason: OTHER_PORT },
  { name: '--data-parallel-multi-port-external-lb', aliases: ['-dpm'], reason: OTHER_PORT },
  { name: '--enable-elastic-ep', reason: 'callers change the number of workers' },
  { name: '--enable-fault-tolerance', reason: 'callers change the state of workers' },
  { name: '--enable-sleep-mode', reason: 'callers take the model out of GPU memory' },
  { name: '--weight-transfer-config', reason: 'weights are replaced while serving' },
];

const REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV,
  { name: 'VLLM_SERVER_DEV_MODE', reason: 'registers /collective_rpc and the routes that replace weights' },
  { name: 'VLLM_ALLOW_RUNTIME_LORA_UPDATING', reason: 'callers load adapters from any path or hub' },
  { name: 'VLLM_LORA_RESOLVER_CACHE_DIR', reason: 'callers load adapters from a directory by name' },
  { name: 'VLLM_LORA_RESOLVER_HF_REPO_LIST', reason: 'callers load adapters from a hub by name' },
  { name: 'VLLM_ALLOW_INSECURE_SERIALIZATION', reason: 'workers exchange pickled objects and functions' },
  {
    name: 'VLLM_USE_RUST_FRONTEND',
    reason: 'another server with other routes than those that the policies are made from',
  },
  { name: 'VLLM_RUST_FRONTEND_PATH', reason: 'names a program that is run' },
  { name: 'VLLM_API_KEY', reason: 'a key as plain text; callers are authenticated by the mesh' },
  { name: 'VLLM_LOGGING_LEVEL', values: ['DEBUG'], reason: 'writes request bodies to the log' },
  { name: 'VLLM_REQUEST_BODY_LOG_LEVEL', reason: 'writes request bodies to the log' },
  { name: 'VLLM_DEBUG_LOG_API_SERVER_RESPONSE', reason: 'writes answers to the log' },
  { name: 'VLLM_LOGGING_CONFIG_PATH', reason: 'a logging configuration names classes that are imported' },
  { name: 'VLLM_TRACE_FUNCTION', reason: 'writes every function call to disk' },
  { name: 'VLLM_DEBUG_DUMP_PATH', reason: 'writes compiled graphs to disk' },
  { name: 'VLLM_ENABLE_RESPONSES_API_STORE', reason: 'keeps every prompt and answer in memory until the server ends' },
  { name: 'VLLM_KEEP_ALIVE_ON_ENGINE_DEATH', reason: 'a dead engine goes on answering probes' },
  { name: 'VLLM_DISABLE_REQUEST_ID_RANDOMIZATION', reason: 'callers choose request ids, also those of others' },
  { name: 'VLLM_MEDIA_CONNECTOR', reason: 'another way of fetching media than the one with the limits' },
  { name: 'VLLM_MEDIA_CACHE', reason: 'keeps the media of callers on disk' },
  { name: 'VLLM_MODEL_REDIRECT_PATH', reason: 'replaces the verified model' },
  { name: 'VLLM_USE_MODELSCOPE', reason: 'loads from a model hub' },
  { name: 'VLLM_NCCL_SO_PATH', reason: 'loads a library' },
  { name: 'VLLM_CUDART_SO_PATH', reason: 'loads a library' },
  {
    name: 'VLLM_REGEX_COMPILATION_TIMEOUT_S',
    values: ['0'],
    reason: 'one regular expression of a caller keeps a core busy',
  },
  { name: 'VLLM_GPT_OSS_SYSTEM_TOOL_MCP_LABELS', reason: 'lets requests use built-in tools, which run code' },
  { name: 'VLLM_SKIP_MODEL_NAME_VALIDATION', reason: 'answers for models that are not served here' },
];

/** The vLLM server, https://docs.vllm.ai */
export const VLLM: EngineProfile = {
  name: 'vllm',
  describedVersion: '0.33.0',
  command: ['vllm', 'serve'],
  positionals: ['${modelPath}'],
  flags: FLAGS,
  env: ENV,
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
  refusedFlags: REFUSED_FLAGS,
  refusedEnv: REFUSED_ENV,
  wholeFlags: ['--reasoning-parser'],
  health: { readinessPath: '/health', livenessPath: '/health' },
  advisories: VLLM_ADVISORIES,
  formats: ['safetensors'],
  multiNode: {
    flags: [
      { name: '--nnodes', value: '${nodes}', reason: 'pods of a group' },
      { name: '--node-rank', value: '${nodeRank}', reason: 'which of them this one is' },
      { name: '--master-addr', value: '${leaderAddress}', reason: 'where they meet' },
      {
        name: '--pipeline-parallel-size',
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
