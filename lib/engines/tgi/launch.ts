import { EngineLaunch } from '../engine-launch';

export const TGI_LAUNCH: EngineLaunch = {
  programs: 'text-generation-(launcher|server|router)',
  words: 'text-generation',
  images: 'text-generation-inference',
  modelFlags: ['--model-id'],
  variablePrefixes: ['NGROK'],
  officialImages: ['huggingface/text-generation-inference'],
};
