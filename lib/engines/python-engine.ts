import { CODE_LOADING_ENV, GPU_OVERRIDE_ENV, PROXY_ENV } from './code-loading-env';
import { RefusedSetting } from './engine-profile';
import { SettingDanger } from './setting-danger';

const {
  EXTRA_ROUTES,
  HUB_TOKEN,
  KEY_IN_SPEC,
  LOGGED_PROMPTS,
  MODEL_CODE,
  OTHER_FILES,
  SECOND_MODEL,
  UNCHECKED_SETTINGS,
  UNSAFE_MESSAGES,
  WAY_OUT,
} = SettingDanger;

/** Home directory of every engine: images have no passwd entry for the user that the pod runs under. */
export const HOME = '/home/app';

/**
 * Environment of an engine written in Python with PyTorch. Each cache is under the home directory, which is writable and
 * private to the pod: the libraries load what they find there as code. The server never talks to a model hub.
 *
 * USER and LOGNAME: `getpass.getuser()` raises without a passwd entry (vllm-project/vllm#44548, kserve/kserve#5666).
 * HOME: Triton and others fail on `/.cache` without it (llm-d/llm-d#1430).
 */
export const PYTHON_ENGINE_ENV: Readonly<Record<string, string>> = {
  HOME,
  USER: 'app',
  LOGNAME: 'app',
  TMPDIR: '/tmp',
  XDG_CACHE_HOME: `${HOME}/.cache`,
  XDG_CONFIG_HOME: `${HOME}/.config`,
  TORCHINDUCTOR_CACHE_DIR: `${HOME}/.cache/torchinductor`,
  TRITON_CACHE_DIR: `${HOME}/.cache/triton`,
  CUDA_CACHE_PATH: `${HOME}/.cache/nv`,
  NUMBA_CACHE_DIR: `${HOME}/.cache/numba`,
  FLASHINFER_WORKSPACE_BASE: HOME,
  HF_HOME: `${HOME}/.cache/huggingface`,
  HF_HUB_OFFLINE: '1',
  TRANSFORMERS_OFFLINE: '1',
  HF_HUB_DISABLE_TELEMETRY: '1',
  DO_NOT_TRACK: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  // Never `all`: graphics and display bring further driver libraries and hooks into the container.
  NVIDIA_DRIVER_CAPABILITIES: 'compute,utility',
};

const HUB = 'the server reads a mounted model; a hub token in its environment can only leak';

/** Values with which a switch is off. */
export const OFF = ['', '0', 'false'];

/** Variables that make a Python engine trust a model, or talk to a model hub. */
export const PYTHON_ENV: readonly RefusedSetting[] = [
  { name: 'HF_TOKEN', danger: HUB_TOKEN, reason: HUB },
  { name: 'HUGGING_FACE_HUB_TOKEN', danger: HUB_TOKEN, reason: HUB },
  { name: 'HUGGINGFACE_HUB_TOKEN', danger: HUB_TOKEN, reason: HUB },
  { name: 'HF_ENDPOINT', danger: WAY_OUT, reason: 'sends requests for models to another host' },
  {
    name: 'TRUST_REMOTE_CODE',
    danger: MODEL_CODE,
    allowedValues: OFF,
    reason: 'runs Python code from the model directory',
  },
  {
    // also of engines that these rules do not know, such as OPTION_TRUST_REMOTE_CODE of DJL Serving
    name: '*_TRUST_REMOTE_CODE',
    danger: MODEL_CODE,
    allowedValues: OFF,
    reason: 'runs Python code from the model directory',
  },
  {
    name: 'TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD',
    danger: UNSAFE_MESSAGES,
    allowedValues: OFF,
    reason: 'lets torch.load run code from a checkpoint',
  },
];

/** What no Python engine may be given. */
export const PYTHON_ENGINE_REFUSED_ENV: readonly RefusedSetting[] = [
  ...CODE_LOADING_ENV,
  ...GPU_OVERRIDE_ENV,
  ...PROXY_ENV,
  ...PYTHON_ENV,
];

/** Flags that vLLM and SGLang have in common. */
export const PYTHON_ENGINE_REFUSED_FLAGS: readonly RefusedSetting[] = [
  { name: '--trust-remote-code', danger: MODEL_CODE, reason: 'runs Python code from the model directory' },
  {
    name: '--config',
    danger: UNCHECKED_SETTINGS,
    reason: 'reads flags from a file that is not checked here; write them as arguments',
  },
  { name: '--model', danger: SECOND_MODEL, reason: 'replaces the verified model; the library passes its path' },
  {
    name: '--api-key',
    danger: KEY_IN_SPEC,
    reason: 'shows in the pod spec and guards only some routes; callers are authenticated by the mesh',
  },
  { name: '--download-dir', danger: OTHER_FILES, reason: 'the server reads a mounted model and downloads nothing' },
  { name: '--otlp-traces-endpoint', danger: WAY_OUT, reason: 'sends traces of requests to another host' },
  {
    name: '--tool-server',
    danger: EXTRA_ROUTES,
    reason: '`demo` runs code that the model wrote; others are reached without authentication',
  },
  { name: '--log-level', danger: LOGGED_PROMPTS, values: ['debug'], reason: 'writes requests to the log' },
];
