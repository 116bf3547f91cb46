import { EngineFlag } from '../engine-profile';
import { POOLING } from '../model-task';
import { HOME, PYTHON_ENGINE_ENV } from '../python-engine';

const MIB = 1024 * 1024;

export const VLLM_FLAGS: EngineFlag[] = [
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
  {
    name: '--runner',
    value: 'pooling',
    tasks: [...POOLING],
    reason: '`auto`, the default, goes by the architecture: some models would generate text, whose routes are closed',
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
    value: '{"image":${imagesPerRequest},"video":0,"audio":${recordingsPerRequest}}',
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

export const VLLM_ENV: Record<string, string> = {
  ...PYTHON_ENGINE_ENV,
  ...LIMITS,
  VLLM_CACHE_ROOT: `${HOME}/.cache/vllm`,
  VLLM_CONFIG_ROOT: `${HOME}/.config/vllm`,
  VLLM_NO_USAGE_STATS: '1',
  VLLM_DO_NOT_TRACK: '1',
  // Unset means every installed plug-in; empty means none.
  VLLM_PLUGINS: '',
};
