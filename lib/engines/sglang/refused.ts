import { RefusedSetting } from '../engine-profile';
import { PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';

const IMPORT_PATH = 'imports Python code that the image does not use otherwise';
const OTHER_SERVER = 'another server or port than those that the policies are made from';
const DISK = 'writes prompts, tensors or traces to disk';

export const SGLANG_REFUSED_FLAGS: RefusedSetting[] = [
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

export const SGLANG_REFUSED_ENV: RefusedSetting[] = [
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
