import { RefusedSetting } from '../engine-profile';
import { OFF, PYTHON_ENGINE_REFUSED_ENV, PYTHON_ENGINE_REFUSED_FLAGS } from '../python-engine';
import { SettingDanger } from '../setting-danger';

const {
  CALLER_DATA,
  DEVELOPER_ROUTES,
  EXTRA_ROUTES,
  KEY_IN_SPEC,
  LOADED_CODE,
  LOGGED_PROMPTS,
  OTHER_FILES,
  TOLD_CALLERS,
  UNCHECKED_SETTINGS,
  UNSAFE_WEIGHTS,
  WAY_OUT,
  WEAKER_LIMITS,
} = SettingDanger;

const IMPORT_PATH = 'imports Python code that the image does not use otherwise';
const DRAFT = 'loads a draft model from another place than the verified models';
const ADAPTERS = 'loads adapters from another place than the verified models';
const OTHER_WEIGHTS = 'loads weights or tables from another place than the verified model';
const FROM_FILE = 'reads settings from a file that is not checked here';
const OTHER_SERVER = 'another server or port than those that the policies are made from';
const DISK = 'writes prompts, tensors or traces to disk';

export const SGLANG_REFUSED_FLAGS: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_FLAGS,
  {
    name: '--load-format',
    danger: UNSAFE_WEIGHTS,
    allowedValues: ['safetensors', 'instanttensor', 'fastsafetensors', 'runai_streamer', 'mistral'],
    reason: 'other formats are read with pickle, come from another place or are random weights',
  },
  {
    name: '--speculative-draft-load-format',
    danger: UNSAFE_WEIGHTS,
    allowedValues: ['safetensors', 'instanttensor', 'fastsafetensors', 'runai_streamer', 'mistral'],
    reason: 'other formats are read with pickle, come from another place or are random weights',
  },
  {
    name: '--tokenizer-path',
    danger: OTHER_FILES,
    reason: 'loads a tokenizer from another place than the verified model',
  },
  {
    name: '--decrypted-config-file',
    danger: OTHER_FILES,
    reason: 'loads a configuration from another place than the verified model',
  },
  {
    name: '--decrypted-draft-config-file',
    danger: OTHER_FILES,
    reason: 'loads a configuration from another place than the verified model',
  },
  {
    name: '--admin-api-key',
    danger: KEY_IN_SPEC,
    reason: 'shows in the pod spec; no caller may reach the administrative routes',
  },
  { name: '--custom-weight-loader', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: '--sidecar', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: '--sidecar-args', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: '--forward-hooks', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: '--model-config-parser', danger: LOADED_CODE, allowedValues: ['auto', 'hf', 'mistral'], reason: IMPORT_PATH },
  {
    name: '--enable-custom-logit-processor',
    danger: LOADED_CODE,
    reason: 'callers send a function as dill, which runs code when it is read',
  },
  {
    name: '--trust-request-chat-template',
    danger: CALLER_DATA,
    reason: 'callers send a template that the server runs',
  },
  { name: '--trust-mm-content-hashes', danger: CALLER_DATA, reason: 'callers name media of others by hash' },
  { name: '--enable-return-hidden-states', danger: CALLER_DATA, reason: 'callers read the inside of the model' },
  { name: '--enable-return-aux-hidden-states', danger: CALLER_DATA, reason: 'callers read the inside of the model' },
  { name: '--return-hidden-states-mode', danger: CALLER_DATA, reason: 'callers read the inside of the model' },
  {
    name: '--enable-response-store',
    danger: WEAKER_LIMITS,
    reason: 'keeps prompts and answers, for any caller who knows the id',
  },
  { name: '--log-requests', danger: LOGGED_PROMPTS, reason: 'writes prompts to the log' },
  { name: '--log-requests-target', danger: LOGGED_PROMPTS, reason: DISK },
  {
    name: '--log-level-http',
    danger: LOGGED_PROMPTS,
    values: ['debug', 'trace'],
    reason: 'writes requests to the log',
  },
  {
    name: '--crash-dump-folder',
    danger: LOGGED_PROMPTS,
    reason: 'writes the requests of the last minutes to disk (CVE-2026-3989)',
  },
  { name: '--debug-tensor-dump-output-folder', danger: LOGGED_PROMPTS, reason: DISK },
  { name: '--debug-tensor-dump-input-file', danger: OTHER_FILES, reason: 'reads tensors from a file' },
  { name: '--export-metrics-to-file', danger: LOGGED_PROMPTS, reason: DISK },
  { name: '--spec-trace-dir', danger: LOGGED_PROMPTS, reason: DISK },
  { name: '--msprobe-dump-config', danger: LOGGED_PROMPTS, reason: DISK },
  { name: '--file-storage-path', danger: LOGGED_PROMPTS, reason: DISK },
  { name: '--remote-instance-weight-loader-backend', danger: OTHER_FILES, reason: 'takes weights from another server' },
  { name: '--weight-cache-mode', danger: OTHER_FILES, reason: 'takes weights from another process' },
  {
    name: '--checkpoint-engine-wait-weights-before-ready',
    danger: OTHER_FILES,
    reason: 'takes weights from another process',
  },
  { name: '--smg-grpc-mode', danger: EXTRA_ROUTES, reason: OTHER_SERVER },
  { name: '--grpc-mode', danger: EXTRA_ROUTES, reason: OTHER_SERVER },
  { name: '--grpc-port', danger: EXTRA_ROUTES, reason: OTHER_SERVER },
  {
    name: '--grpc-http-sidecar-port',
    aliases: ['--smg-http-sidecar-port'],
    danger: EXTRA_ROUTES,
    reason: OTHER_SERVER,
  },
  { name: '--gated-launch-port', danger: EXTRA_ROUTES, reason: OTHER_SERVER },
  { name: '--encoder-only', danger: EXTRA_ROUTES, reason: OTHER_SERVER },
  {
    name: '--speculative-draft-model-path',
    aliases: ['--speculative-draft-model'],
    inModels: true,
    danger: OTHER_FILES,
    reason: DRAFT,
  },
  { name: '--lora-paths', danger: OTHER_FILES, inModels: true, reason: ADAPTERS },
  { name: '--uno-lora-path', danger: OTHER_FILES, reason: ADAPTERS },
  { name: '--kt-weight-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
  { name: '--modelopt-checkpoint-restore-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
  { name: '--quantization-param-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
  { name: '--speculative-ngram-external-corpus-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
  { name: '--speculative-token-map', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
  { name: '--encoder-urls', danger: WAY_OUT, reason: 'sends media of requests to another host' },
  { name: '--lmcache-config-file', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
  { name: '--flexkv-config-file', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
  { name: '--ssl-keyfile-password', danger: KEY_IN_SPEC, reason: 'shows in the pod spec' },
  { name: '--use-ray', danger: LOADED_CODE, reason: OTHER_SERVER },
  {
    name: '--fastapi-root-path',
    danger: EXTRA_ROUTES,
    reason: 'serves the routes under other paths than those that the policies name',
  },
];

const ROUTE_NAME = 'moves a route to a path that no policy names';

export const SGLANG_REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV,
  { name: 'SGLANG_PLUGINS', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: 'SGLANG_PLATFORM', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: 'SGLANG_EXTERNAL_MODEL_PACKAGE', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: 'SGLANG_EXTERNAL_MM_PROCESSOR_PACKAGE', danger: LOADED_CODE, reason: IMPORT_PATH },
  { name: 'SGLANG_HTTP_SERVER_APP_PATH', danger: EXTRA_ROUTES, reason: IMPORT_PATH },
  { name: 'SGLANG_USE_MODELSCOPE', danger: OTHER_FILES, allowedValues: OFF, reason: 'loads from a model hub' },
  {
    name: 'SGLANG_ENABLE_REQUEST_DECOMPRESSION',
    danger: WEAKER_LIMITS,
    allowedValues: OFF,
    reason: 'a small request becomes a large one after the limit on its size',
  },
  {
    name: 'SGLANG_ENABLE_REQUEST_HEADER_OVERRIDES',
    danger: DEVELOPER_ROUTES,
    allowedValues: OFF,
    reason: 'callers change settings by headers',
  },
  {
    name: 'SGLANG_EXPOSE_OWN_ENV_VARS',
    danger: TOLD_CALLERS,
    allowedValues: OFF,
    reason: 'tells the environment to callers',
  },
  {
    name: 'SGLANG_LOG_REQUEST_HEADERS',
    danger: LOGGED_PROMPTS,
    allowedValues: OFF,
    reason: 'writes headers, tokens among them, to the log',
  },
  { name: 'SGLANG_GRPC_PORT', danger: EXTRA_ROUTES, reason: OTHER_SERVER },
  { name: 'SGLANG_RUST_SERVER', danger: EXTRA_ROUTES, allowedValues: OFF, reason: OTHER_SERVER },
  { name: 'SGLANG_OLLAMA_ROOT_ROUTE', danger: EXTRA_ROUTES, reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_CHAT_ROUTE', danger: EXTRA_ROUTES, reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_GENERATE_ROUTE', danger: EXTRA_ROUTES, reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_TAGS_ROUTE', danger: EXTRA_ROUTES, reason: ROUTE_NAME },
  { name: 'SGLANG_OLLAMA_SHOW_ROUTE', danger: EXTRA_ROUTES, reason: ROUTE_NAME },
  { name: 'AIP_PREDICT_ROUTE', danger: EXTRA_ROUTES, reason: ROUTE_NAME },
  { name: 'DUMPER_*', danger: LOGGED_PROMPTS, reason: DISK },
];
