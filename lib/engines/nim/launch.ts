import { EngineLaunch } from '../engine-launch';

export const NIM_LAUNCH: EngineLaunch = {
  programs: '(^|[ /])nim-serve( |$)|/opt/nim/start',
  words: '(^|[^a-z])nim([^a-z]|$)',
  images: 'nim(-llm)?',
  modelFlags: [],
  abbreviatesShortFlags: true,
  variablePrefixes: ['NIM_'],
  officialImages: ['nim/nvidia/llm-nim'],
};
