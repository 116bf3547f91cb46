import { EngineLaunch } from '../engine-launch';

export const LLAMA_CPP_LAUNCH: EngineLaunch = {
  programs: String.raw`(^|[ /])llama-server( |$)|-m llama-cpp\.server`,
  images: 'llama(-|[.])cpp(-[a-z0-9]+)*',
  modelFlags: [],
  variablePrefixes: ['LLAMA_', 'MTMD_', 'GGML_'],
  officialImages: ['ggml-org/llama.cpp'],
};
