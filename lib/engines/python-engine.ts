import { RefusedSetting } from './engine-profile';

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

/** Variables that load code into any process. */
export const CODE_LOADING_ENV: readonly RefusedSetting[] = [
  {
    name: 'LD_PRELOAD',
    reason: 'loads a library into every process; the vector of CVE-2025-23266 in the container toolkit',
  },
  { name: 'LD_AUDIT', reason: 'loads a library into every process' },
];

/** Variables that reach past the GPUs that the device plug-in assigned. */
export const GPU_OVERRIDE_ENV: readonly RefusedSetting[] = [
  { name: 'NVIDIA_VISIBLE_DEVICES', reason: 'asks the container runtime for GPUs that the scheduler did not assign' },
  { name: 'NVIDIA_DRIVER_CAPABILITIES', reason: 'asks for driver libraries and devices beyond compute and utility' },
  { name: 'NVIDIA_DISABLE_REQUIRE', reason: 'switches off the check of driver and image' },
  { name: 'CUDA_*', reason: 'selects devices, caches or injected libraries behind the back of the device plug-in' },
];

/** Variables that load code or open the network of a Python process. */
export const PYTHON_ENV: readonly RefusedSetting[] = [
  { name: 'PYTHONPATH', reason: 'puts modules in front of those of the image' },
  { name: 'PYTHONHOME', reason: 'replaces the standard library of the image' },
  { name: 'PYTHONSTARTUP', reason: 'runs a file' },
  { name: 'PYTHONINSPECT', reason: 'opens an interpreter after the program' },
  { name: 'PYTHONUSERBASE', reason: 'puts modules from a writable directory on the search path' },
  { name: 'PYTHONBREAKPOINT', reason: 'names a function that is called' },
  { name: 'HF_TOKEN', reason: 'the server reads a mounted model; a hub token in its environment can only leak' },
  {
    name: 'HUGGING_FACE_HUB_TOKEN',
    reason: 'the server reads a mounted model; a hub token in its environment can only leak',
  },
  { name: 'HF_ENDPOINT', reason: 'sends requests for models to another host' },
  { name: 'TRUST_REMOTE_CODE', reason: 'runs Python code from the model directory' },
  { name: 'TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD', reason: 'lets torch.load run code from a checkpoint' },
];

/** What no Python engine may be given. */
export const PYTHON_ENGINE_REFUSED_ENV: readonly RefusedSetting[] = [
  ...CODE_LOADING_ENV,
  ...GPU_OVERRIDE_ENV,
  ...PYTHON_ENV,
];
