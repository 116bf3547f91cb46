import { Ablation } from './engine-case';

const HOME_HOLDS =
  'what HOME gives it too; images made for root may name another directory, where nothing can be written';
const MEDIA = 'bounds media; the test model takes text only';
const OFFLINE = 'the model lies in a directory, so that nothing is looked up; holds where a file is missing there';

/** Why each part of the contract of vLLM is there; found by taking it away. */
export const VLLM_ABLATIONS: Ablation[] = [
  { take: ['mount /home/app'], fails: /Read-only file system: '\/home/ },
  { take: ['mount /tmp'], fails: /No usable temporary directory/ },
  { take: ['mount /dev/shm'], fails: /Insufficient space in \/dev\/shm/ },
  { take: ['mount /models/qwen3-8b'], fails: /Repo id must be in the form/ },
  { take: ['env VLLM_CACHE_ROOT'], fails: /Read-only file system: '\/root\/vllm_cache_root/ },
  { take: ['env TORCHINDUCTOR_CACHE_DIR'], fails: /Read-only file system: '\/root\/torchinductor_cache_dir/ },

  { take: ['env VLLM_MAX_N_SEQUENCES'], opens: 'answers for one request' },
  { take: ['env VLLM_MAX_COMPLETION_PROMPTS'], opens: 'prompts of one request' },
  { take: ['env VLLM_MAX_STOP_STRINGS'], reason: 'as many as this release allows by itself; others may allow more' },
  { take: ['env VLLM_MAX_NUM_BAD_WORDS'], opens: 'bad words' },

  {
    take: ['env HOME'],
    reason: 'each cache is named; libraries that have no variable of their own write below HOME, which is / without it',
  },
  {
    take: ['env USER', 'env LOGNAME'],
    reason: 'this release of PyTorch asks for the user only where it has one; getpass.getuser() still fails without',
  },
  { take: ['env TMPDIR'], reason: 'Python finds /tmp by itself; programs that it starts follow the image' },
  {
    take: [
      'env XDG_CACHE_HOME',
      'env XDG_CONFIG_HOME',
      'env FLASHINFER_WORKSPACE_BASE',
      'env HF_HOME',
      'env VLLM_CONFIG_ROOT',
    ],
    reason: HOME_HOLDS,
  },
  {
    take: ['env TRITON_CACHE_DIR', 'env CUDA_CACHE_PATH', 'env NVIDIA_DRIVER_CAPABILITIES'],
    reason: 'read on a GPU only',
  },
  { take: ['env NUMBA_CACHE_DIR'], reason: 'nothing that the test model needs is compiled by Numba with a cache' },
  { take: ['env HF_HUB_OFFLINE', 'env TRANSFORMERS_OFFLINE'], reason: OFFLINE },
  {
    take: ['env HF_HUB_DISABLE_TELEMETRY', 'env DO_NOT_TRACK', 'env VLLM_NO_USAGE_STATS', 'env VLLM_DO_NOT_TRACK'],
    reason: 'what is sent out does not arrive in a network of loopback only; the CPU build reports nothing',
  },
  {
    take: ['env PYTHONDONTWRITEBYTECODE'],
    reason: 'the image is read-only; below HOME, bytecode would be loaded as code',
  },
  {
    take: ['env VLLM_PLUGINS'],
    reason: 'without it the plug-ins of the image are loaded, which find adapters in directories and on hubs',
  },
  {
    take: [
      'env VLLM_MEDIA_URL_ALLOW_REDIRECTS',
      'env VLLM_MAX_MEDIA_DOWNLOAD_SIZE_MB',
      'env VLLM_MAX_MEDIA_REQUEST_DOWNLOAD_SIZE_MB',
      'env VLLM_MAX_IMAGE_PIXELS',
      'env VLLM_MAX_MEDIA_REQUEST_DECODE_BYTES',
      'env VLLM_MAX_AUDIO_CLIP_FILESIZE_MB',
      'env VLLM_MAX_AUDIO_DECODE_DURATION_S',
      'env VLLM_MAX_AUDIO_DECODE_BYTES',
    ],
    reason: MEDIA,
  },
  { take: ['env VLLM_MAX_EMBED_DECODE_BYTES'], reason: 'bounds tensors in requests, which the flags of vLLM refuse' },
];
