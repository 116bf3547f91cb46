import { EngineLaunch } from '../engine-launch';

export const TRITON_LAUNCH: EngineLaunch = {
  programs: '(^|[ /])tritonserver( |$)',
  words: 'triton',
  images: 'tritonserver',
  modelFlags: ['--model-repository', '--model-store'],
  variablePrefixes: ['TRITONSERVER_', 'TRITON_CLOUD_'],
  officialImages: ['nvidia/tritonserver'],
};
