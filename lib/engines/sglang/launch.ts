import { EngineLaunch } from '../engine-launch';
import { SettingDanger } from '../setting-danger';

export const SGLANG_LAUNCH: EngineLaunch = {
  programs: String.raw`sglang[./]launch-server|(^|[ /])sglang (serve|launch)( |$)|-m sglang( |$|\.)`,
  words: 'sglang',
  images: 'sglang(-[a-z0-9]+)*',
  modelFlags: ['--model-path', '--model'],
  variablePrefixes: ['SGLANG_', 'SGL_', 'DUMPER_'],
  officialImages: ['lmsysorg/sglang'],
  formerSettings: [
    {
      name: 'SGLANG_TORCH_PROFILER_DIR',
      danger: SettingDanger.EXTRA_ROUTES,
      reason: 'names where a profiler writes that callers start',
    },
  ],
};
