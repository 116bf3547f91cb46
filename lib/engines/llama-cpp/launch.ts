import { EngineLaunch } from '../engine-launch';

export const LLAMA_CPP_LAUNCH: EngineLaunch = {
  programs: '(^|[ /])llama-server( |$)',
  words: 'llama',
  images: 'llama(-|[.])cpp(-[a-z0-9]+)*',
  modelFlags: [],
  variablePrefixes: ['LLAMA_', 'MTMD_', 'GGML_'],
  officialImages: ['ggml-org/llama.cpp'],
};
