import type { KnownEngine } from './known-engine';
import { OFF, PYTHON_ENGINE_REFUSED_ENV } from './python-engine';
import { SettingDanger } from './setting-danger';

const { ANY_ORIGIN, EXTRA_ROUTES, LOADED_CODE, MODEL_CODE, MODEL_CONTROL, UNCHECKED_SETTINGS, WEAKER_LIMITS } =
  SettingDanger;

const MODEL_REPOSITORY = 'runs Python code of the model repository';
const FROM_FILE = 'reads settings from a file that is not checked here';
const IMPORT_PATH = 'imports Python code that is named by it';

/**
 * TorchServe.
 *
 * Sources: https://docs.pytorch.org/serve/configuration.html, token_authorization_api.html and model_api_control.html
 */
const TORCHSERVE: KnownEngine = {
  name: 'torchserve',
  launch: {
    programs: '(^|[ /])torchserve( |$)',
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
      reason: 'lets every web page that a user opens call the server',
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
      reason: 'lets every web page that a user opens call the server',
    },
  ],
};

/** Engines that rules recognize in manifests, though the library has no construct for them. */
export const OTHER_ENGINES: readonly KnownEngine[] = [TORCHSERVE, TENSORRT_LLM, LMDEPLOY, OLLAMA];
