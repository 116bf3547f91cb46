import { EngineFlag } from '../engine-profile';
import { ModelTask } from '../model-task';
import { HOME, PYTHON_ENGINE_ENV } from '../python-engine';

export const SGLANG_FLAGS: EngineFlag[] = [
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
  {
    name: '--is-embedding',
    tasks: [ModelTask.EMBEDDING, ModelTask.CLASSIFICATION],
    reason: 'without it models that also generate text do only that; reranking and scoring work either way',
  },
  { name: '--max-running-requests', value: '${concurrentRequests}', reason: 'bounds what is computed at once' },
  { name: '--max-queued-requests', value: '${queuedRequests}', reason: 'without it the queue is unbounded' },
  {
    name: '--limit-mm-data-per-request',
    value: '{"image":${imagesPerRequest},"video":0,"audio":${recordingsPerRequest}}',
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

export const SGLANG_ENV: Record<string, string> = {
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
