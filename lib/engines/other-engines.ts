import type { KnownEngine } from './known-engine';
import { OFF, PYTHON_ENGINE_REFUSED_ENV } from './python-engine';
import { SettingDanger } from './setting-danger';

const {
  ANY_ORIGIN,
  EXTRA_ROUTES,
  HUB_TOKEN,
  KEY_IN_SPEC,
  LOADED_CODE,
  MODEL_CODE,
  MODEL_CONTROL,
  OTHER_FILES,
  UNCHECKED_SETTINGS,
  WAY_OUT,
  WEAKER_LIMITS,
} = SettingDanger;

const MODEL_REPOSITORY = 'runs Python code of the model repository';
const ANY_PAGE = 'lets every web page that a user opens call the server';
const FROM_FILE = 'reads settings from a file that is not checked here';
const IMPORT_PATH = 'imports Python code that is named by it';
const OTHER_WEIGHTS = 'loads files from another place than the verified model';
const IN_SPEC = 'shows in the pod spec; callers are authenticated by the mesh';

/**
 * TorchServe.
 *
 * Sources: https://docs.pytorch.org/serve/configuration.html, token_authorization_api.html and model_api_control.html
 */
const TORCHSERVE: KnownEngine = {
  name: 'torchserve',
  launch: {
    programs: '(^|[ /])torchserve( |$)',
    words: 'torchserve',
    images: 'torchserve(-[a-z0-9]+)*',
    modelFlags: [],
    variablePrefixes: ['TS_'],
    officialImages: [],
  },
  flags: [],
  advisories: [],
  refusedFlags: [
    { name: '--disable-token-auth', danger: MODEL_CONTROL, reason: 'anyone may manage models' },
    { name: '--enable-model-api', danger: MODEL_CONTROL, reason: 'callers register models, which are code' },
    { name: '--plugins-path', danger: LOADED_CODE, reason: 'loads Java libraries from a directory' },
    { name: '--ts-config', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
  ],
  refusedEnv: [
    ...PYTHON_ENGINE_REFUSED_ENV,
    {
      name: 'TS_DISABLE_TOKEN_AUTHORIZATION',
      danger: MODEL_CONTROL,
      allowedValues: OFF,
      reason: 'anyone may manage models',
    },
    {
      name: 'TS_ENABLE_MODEL_API',
      danger: MODEL_CONTROL,
      allowedValues: OFF,
      reason: 'callers register models, which are code',
    },
    {
      name: 'TS_MANAGEMENT_ADDRESS',
      danger: MODEL_CONTROL,
      allowedPattern: 'https?://(127[.]0[.]0[.]1|localhost)(:[0-9]+)?',
      reason: 'the management API listens for the network',
    },
    { name: 'TS_ALLOWED_URLS', danger: MODEL_CONTROL, reason: 'models are fetched from addresses that callers name' },
    { name: 'TS_CONFIG_FILE', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
    {
      name: 'TS_CORS_ALLOWED_ORIGIN',
      danger: ANY_ORIGIN,
      values: ['*'],
      reason: ANY_PAGE,
    },
  ],
};

/**
 * The OpenAI-compatible server of TensorRT-LLM.
 *
 * Source: https://nvidia.github.io/TensorRT-LLM/commands/trtllm-serve/trtllm-serve.html
 */
const TENSORRT_LLM: KnownEngine = {
  name: 'tensorrt-llm',
  launch: {
    programs: String.raw`(^|[ /])trtllm-serve( |$)|-m tensorrt-llm\.`,
    words: 'trtllm|tensorrt.llm',
    images: 'tensorrt-llm(-[a-z0-9]+)*',
    modelFlags: [],
    variablePrefixes: ['TRTLLM_', 'TLLM_'],
    officialImages: [],
  },
  flags: [],
  advisories: [],
  // click refuses what is no whole name: https://click.palletsprojects.com, NoSuchOption
  wholeNamesOnly: true,
  refusedFlags: [
    { name: '--trust-remote-code', danger: MODEL_CODE, reason: MODEL_REPOSITORY },
    { name: '--custom-tokenizer', danger: LOADED_CODE, reason: IMPORT_PATH },
    { name: '--custom-module-dirs', danger: LOADED_CODE, reason: IMPORT_PATH },
    { name: '--extra-llm-api-options', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
    { name: '--config', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
    { name: '--config-file', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
    { name: '--grpc', danger: EXTRA_ROUTES, reason: 'another protocol on the port' },
  ],
  refusedEnv: [
    ...PYTHON_ENGINE_REFUSED_ENV,
    {
      name: 'TRTLLM_ENABLE_RENDER_ENDPOINTS',
      danger: EXTRA_ROUTES,
      allowedValues: OFF,
      reason: 'opens routes that no inference client needs',
    },
  ],
};

/**
 * LMDeploy of InternLM.
 *
 * Source: https://lmdeploy.readthedocs.io, `lmdeploy serve api_server --help`
 */
const LMDEPLOY: KnownEngine = {
  name: 'lmdeploy',
  launch: {
    programs: '(^|[ /])lmdeploy serve( |$)',
    words: 'lmdeploy',
    images: 'lmdeploy(-[a-z0-9]+)*',
    modelFlags: [],
    variablePrefixes: ['LMDEPLOY_'],
    officialImages: [],
  },
  flags: [],
  advisories: [],
  refusedFlags: [
    { name: '--trust-remote-code', danger: MODEL_CODE, reason: MODEL_REPOSITORY },
    { name: '--allow-terminate-by-client', danger: WEAKER_LIMITS, reason: 'callers end the server' },
    { name: '--adapters', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--download-dir', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--proxy-url', danger: WAY_OUT, reason: 'registers with a proxy on another host, which sends it requests' },
    { name: '--api-keys', danger: KEY_IN_SPEC, reason: IN_SPEC },
  ],
  refusedEnv: [...PYTHON_ENGINE_REFUSED_ENV],
};

/**
 * Ollama. Its one port takes requests for answers and for pulling and deleting models alike, so that no setting closes it.
 *
 * Source: https://github.com/ollama/ollama/blob/main/docs/api.md and docs/faq.mdx
 */
const OLLAMA: KnownEngine = {
  name: 'ollama',
  launch: {
    programs: '(^|[ /])ollama serve( |$)',
    words: 'ollama',
    images: 'ollama',
    modelFlags: [],
    variablePrefixes: ['OLLAMA_'],
    officialImages: [],
  },
  flags: [],
  advisories: [],
  refusedFlags: [],
  refusedEnv: [
    {
      name: 'OLLAMA_HOST',
      danger: MODEL_CONTROL,
      allowedPattern: '(https?://)?(127[.]0[.]0[.]1|localhost)(:[0-9]+)?',
      reason: 'whoever reaches the port pulls and deletes models',
    },
    {
      name: 'OLLAMA_ORIGINS',
      danger: ANY_ORIGIN,
      values: ['*'],
      reason: ANY_PAGE,
    },
  ],
};

/**
 * Text Embeddings Inference of Hugging Face.
 *
 * Source: https://huggingface.co/docs/text-embeddings-inference/cli_arguments
 */
const TEXT_EMBEDDINGS_INFERENCE: KnownEngine = {
  name: 'text-embeddings-inference',
  launch: {
    programs: '(^|[ /])text-embeddings-router( |$)',
    words: 'text-embeddings',
    images: 'text-embeddings-(inference|router)(-[a-z0-9]+)*',
    modelFlags: [],
    variablePrefixes: ['TOKENIZATION_WORKERS', 'MAX_BATCH_REQUESTS'],
    officialImages: [],
  },
  flags: [],
  advisories: [],
  // clap refuses what is no whole name
  wholeNamesOnly: true,
  refusedFlags: [
    { name: '--hf-token', aliases: ['--hf-api-token'], danger: HUB_TOKEN, reason: 'can only leak' },
    { name: '--api-key', danger: KEY_IN_SPEC, reason: IN_SPEC },
    { name: '--otlp-endpoint', danger: WAY_OUT, reason: 'sends traces of requests to another host' },
    { name: '--cors-allow-origin', danger: ANY_ORIGIN, values: ['*'], reason: ANY_PAGE },
    { name: '--huggingface-hub-cache', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
  ],
  refusedEnv: [
    ...PYTHON_ENGINE_REFUSED_ENV,
    { name: 'HF_API_TOKEN', danger: HUB_TOKEN, reason: 'can only leak' },
    { name: 'OTLP_ENDPOINT', danger: WAY_OUT, reason: 'sends traces of requests to another host' },
    { name: 'CORS_ALLOW_ORIGIN', danger: ANY_ORIGIN, values: ['*'], reason: ANY_PAGE },
    { name: 'HUGGINGFACE_HUB_CACHE', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
  ],
};

/**
 * The server of llama-cpp-python, which has other flags than llama-server; each is also a variable.
 *
 * Source: llama_cpp/server/settings.py and __main__.py of llama-cpp-python 0.3.36
 */
const LLAMA_CPP_PYTHON: KnownEngine = {
  name: 'llama-cpp-python',
  launch: {
    programs: String.raw`-m llama-cpp\.server`,
    words: 'llama.cpp',
    images: 'llama-cpp-python(-[a-z0-9]+)*',
    modelFlags: [],
    variablePrefixes: ['N_GPU_LAYERS', 'HF_MODEL_REPO_ID'],
    officialImages: [],
  },
  flags: [],
  advisories: [],
  refusedFlags: [
    { name: '--config-file', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
    { name: '--hf-model-repo-id', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--hf-pretrained-model-name-or-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--hf-tokenizer-config-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--lora-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--lora-base', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--clip-model-path', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: '--rpc-servers', danger: WAY_OUT, reason: 'computes on other hosts, without encryption' },
    { name: '--api-key', danger: KEY_IN_SPEC, reason: IN_SPEC },
  ],
  refusedEnv: [
    ...PYTHON_ENGINE_REFUSED_ENV,
    { name: 'CONFIG_FILE', danger: UNCHECKED_SETTINGS, reason: FROM_FILE },
    { name: 'HF_MODEL_REPO_ID', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: 'LORA_PATH', danger: OTHER_FILES, reason: OTHER_WEIGHTS },
    { name: 'RPC_SERVERS', danger: WAY_OUT, reason: 'computes on other hosts, without encryption' },
  ],
};

/** Engines that rules recognize in manifests, though the library has no construct for them. */
export const OTHER_ENGINES: readonly KnownEngine[] = [
  TORCHSERVE,
  TENSORRT_LLM,
  LMDEPLOY,
  OLLAMA,
  TEXT_EMBEDDINGS_INFERENCE,
  LLAMA_CPP_PYTHON,
];
