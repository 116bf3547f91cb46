import { EngineAdvisory, EngineFlag, EngineProfile, RefusedSetting } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { HOME, PYTHON_ENGINE_ENV, PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';
import { SGLANG_ROUTES } from './routes';

const FLAGS: EngineFlag[] = [
  { name: '--model-path', value: '${modelPath}', replaceable: false, reason: 'the verified model' },
  { name: '--host', value: '0.0.0.0', replaceable: false, reason: 'the default, 127.0.0.1, is not reached by probes' },
  { name: '--port', value: '${port}', replaceable: false, reason: 'policies and probes name the port' },
  { name: '--served-model-name', value: '${modelName}', reason: 'callers name the model, not its path' },
  {
    name: '--load-format',
    value: 'safetensors',
    reason: '`auto`, the default, falls back to pickle, which runs code when it is read',
  },
  { name: '--tp-size', aliases: ['--tensor-parallel-size'], value: '${gpus}', reason: 'uses every GPU of the replica' },
  {
    name: '--context-length',
    value: '${contextTokens}',
    reason: 'bounds prompt and answer; without it the length that the model was made for holds',
  },
  { name: '--max-running-requests', value: '${concurrentRequests}', reason: 'bounds what is computed at once' },
  { name: '--max-queued-requests', value: '${queuedRequests}', reason: 'without it the queue is unbounded' },
  {
    name: '--limit-mm-data-per-request',
    value: '{"image":${imagesPerRequest},"video":0,"audio":0}',
    reason: 'bounds decoding for one request',
  },
  {
    name: '--allowed-media-domains',
    value: 'none.invalid',
    reason: 'unset means any host; a name that cannot exist (RFC 2606) leaves only media sent inside the request',
  },
  {
    name: '--media-url-max-file-size-mb',
    value: '${mediaMebibytes}',
    reason: 'bounds the download for one medium; the default is 64',
  },
  { name: '--enable-metrics', reason: 'metrics are off without it' },
  {
    name: '--uvicorn-access-log-exclude-prefixes',
    value: '/health',
    reason: 'probes would bury the requests in the log',
  },
];

const ENV: Record<string, string> = {
  ...PYTHON_ENGINE_ENV,
  SGLANG_CACHE_DIR: `${HOME}/.cache/sglang`,
  DISABLE_OPENAPI_DOC: '1',
  // The default is pickle, which runs code when it is read (CVE-2026-3059).
  SGLANG_USE_PICKLE_IPC: '0',
  SGLANG_MAX_BATCH_REQS_PER_HTTP_REQ: '${promptsPerRequest}',
  // Images are scaled down to this; the default is 12.8 million.
  SGLANG_IMAGE_MAX_PIXELS: '${imagePixels}',
  // Dumps hold prompts and weights.
  SGLANG_PYSPY_DUMP_BEFORE_CRASH: '0',
  SGLANG_CUDA_COREDUMP_BEFORE_CRASH: '0',
  SGLANG_RUST_BUILD_MODE: 'never',
  // Multi-node rendezvous on a port that policies can name.
  SGLANG_TCP_STORE_PORT: '29600',
};

const IMPORT_PATH = 'imports Python code that the image does not use otherwise';
const OTHER_SERVER = 'another server or port than those that the policies are made from';
const DISK = 'writes prompts, tensors or traces to disk';

const REFUSED_FLAGS: RefusedSetting[] = [
  { name: '--trust-remote-code', reason: 'runs Python code from the model directory' },
  { name: '--config', reason: 'reads flags from a file that is not checked here; write them as arguments' },
  {
    name: '--load-format',
    allowedValues: ['safetensors', 'instanttensor', 'fastsafetensors', 'runai_streamer', 'mistral'],
    reason: 'other formats are read with pickle, come from another place or are random weights',
  },
  {
    name: '--speculative-draft-load-format',
    allowedValues: ['safetensors', 'instanttensor', 'fastsafetensors', 'runai_streamer', 'mistral'],
    reason: 'other formats are read with pickle, come from another place or are random weights',
  },
  { name: '--model', reason: 'replaces the verified model; the library passes its path' },
  { name: '--tokenizer-path', reason: 'loads a tokenizer from another place than the verified model' },
  { name: '--decrypted-config-file', reason: 'loads a configuration from another place than the verified model' },
  { name: '--decrypted-draft-config-file', reason: 'loads a configuration from another place than the verified model' },
  {
    name: '--api-key',
    reason: 'shows in the pod spec and guards only some routes; callers are authenticated by the mesh',
  },
  { name: '--admin-api-key', reason: 'shows in the pod spec; no caller may reach the administrative routes' },
  { name: '--custom-weight-loader', reason: IMPORT_PATH },
  { name: '--sidecar', reason: IMPORT_PATH },
  { name: '--sidecar-args', reason: IMPORT_PATH },
  { name: '--forward-hooks', reason: IMPORT_PATH },
  { name: '--model-config-parser', allowedValues: ['auto', 'hf', 'mistral'], reason: IMPORT_PATH },
  {
    name: '--enable-custom-logit-processor',
    reason: 'callers send a function as dill, which runs code when it is read',
  },
  { name: '--trust-request-chat-template', reason: 'callers send a template that the server runs' },
  { name: '--trust-mm-content-hashes', reason: 'callers name media of others by hash' },
  { name: '--enable-return-hidden-states', reason: 'callers read the inside of the model' },
  { name: '--enable-return-aux-hidden-states', reason: 'callers read the inside of the model' },
  { name: '--return-hidden-states-mode', reason: 'callers read the inside of the model' },
  { name: '--enable-response-store', reason: 'keeps prompts and answers, for any caller who knows the id' },
  { name: '--tool-server', reason: '`demo` runs code that the model wrote; others are reached without authentication' },
  { name: '--log-requests', reason: 'writes prompts to the log' },
  { name: '--log-requests-target', reason: DISK },
  { name: '--log-level', values: ['debug'], reason: 'writes requests to the log' },
  { name: '--log-level-http', values: ['debug', 'trace'], reason: 'writes requests to the log' },
  { name: '--crash-dump-folder', reason: 'writes the requests of the last minutes to disk (CVE-2026-3989)' },
  { name: '--debug-tensor-dump-output-folder', reason: DISK },
  { name: '--debug-tensor-dump-input-file', reason: 'reads tensors from a file' },
  { name: '--export-metrics-to-file', reason: DISK },
  { name: '--spec-trace-dir', reason: DISK },
  { name: '--msprobe-dump-config', reason: DISK },
  { name: '--file-storage-path', reason: DISK },
  { name: '--remote-instance-weight-loader-backend', reason: 'takes weights from another server' },
  { name: '--weight-cache-mode', reason: 'takes weights from another process' },
  { name: '--checkpoint-engine-wait-weights-before-ready', reason: 'takes weights from another process' },
  { name: '--smg-grpc-mode', reason: OTHER_SERVER },
  { name: '--grpc-mode', reason: OTHER_SERVER },
  { name: '--grpc-port', reason: OTHER_SERVER },
  { name: '--grpc-http-sidecar-port', reason: OTHER_SERVER },
  { name: '--smg-http-sidecar-port', reason: OTHER_SERVER },
  { name: '--gated-launch-port', reason: OTHER_SERVER },
  { name: '--encoder-only', reason: OTHER_SERVER },
  { name: '--use-ray', reason: OTHER_SERVER },
  { name: '--fastapi-root-path', reason: 'serves the routes under other paths than those that the policies name' },
];

const ROUTE_NAME = 'moves a route to a path that no policy names';

const REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV,
  { name: 'SGLANG_PLUGINS', reason: IMPORT_PATH },
  { name: 'SGLANG_PLATFORM', reason: IMPORT_PATH },
  { name: 'SGLANG_EXTERNAL_MODEL_PACKAGE', reason: IMPORT_PATH },
  { name: 'SGLANG_EXTERNAL_MM_PROCESSOR_PACKAGE', reason: IMPORT_PATH },
  { name: 'SGLANG_HTTP_SERVER_APP_PATH', reason: IMPORT_PATH },
  { name: 'SGLANG_USE_MODELSCOPE', reason: 'loads from a model hub' },
  {
    name: 'SGLANG_ENABLE_REQUEST_DECOMPRESSION',
    reason: 'a small request becomes a large one after the limit on its size',
  },
  { name: 'SGLANG_ENABLE_REQUEST_HEADER_OVERRIDES', reason: 'callers change settings by headers' },
  { name: 'SGLANG_EXPOSE_OWN_ENV_VARS', reason: 'tells the environment to callers' },
  { name: 'SGLANG_LOG_REQUEST_HEADERS', reason: 'writes headers, tokens among them, to the log' },
  { name: 'SGLANG_GRPC_PORT', reason: OTHER_SERVER },
  { name: 'SGLANG_RUST_SERVER', reason: OTHER_SERVER },
  { name: 'SGLANG_OLLAMA_ROOT_ROUTE', reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_CHAT_ROUTE', reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_GENERATE_ROUTE', reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_TAGS_ROUTE', reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_SHOW_ROUTE', reason: ROUTE_NAME },
  { name: 'AIP_PREDICT_ROUTE', reason: ROUTE_NAME },
  { name: 'DUMPER_*', reason: DISK },
];

/** From advisory feeds; they were not checked against the vendor's own bulletins. */
const ADVISORIES: EngineAdvisory[] = [
  {
    id: 'CVE-2026-93034',
    fixedIn: '0.5.23',
    // The feed names the control, SGLANG_ZMQ_ALLOWED_PEERS, rather than a version; it is in the wheel of this one.
    summary: 'peers of the internal sockets are not checked',
  },
  { id: 'CVE-2026-3059', fixedIn: '0.5.10', summary: 'pickle over ZeroMQ runs code' },
  {
    id: 'CVE-2026-3060',
    fixedIn: '0.5.10',
    summary: 'pickle over ZeroMQ between the parts of a split server runs code',
  },
  { id: 'CVE-2026-3989', fixedIn: '0.5.10', summary: 'replaying a crash dump runs code from it' },
];

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
  flags: FLAGS,
  env: ENV,
  ports: [
    { name: 'http', port: 30000, audience: PortAudience.CALLERS },
    { name: 'tcp-store', port: 29600, audience: PortAudience.PEERS },
    { name: 'pd-bootstrap', port: 8998, audience: PortAudience.PEERS },
  ],
  routes: SGLANG_ROUTES,
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
  refusedFlags: REFUSED_FLAGS,
  refusedEnv: REFUSED_ENV,
  // /health generates a token when the server is idle, so that it tells a stuck scheduler; /ready costs nothing.
  health: { readinessPath: '/ready', livenessPath: '/health' },
  advisories: ADVISORIES,
  formats: ['safetensors'],
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
