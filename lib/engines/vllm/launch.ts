import { EngineLaunch } from '../engine-launch';
import { OFF } from '../python-engine';
import { SettingDanger } from '../setting-danger';

export const VLLM_LAUNCH: EngineLaunch = {
  programs: String.raw`(^|[ /])vllm (serve|chat|complete|run-batch|bench)( |$)|-m vllm( |$|\.)|vllm[./]entrypoints[./]`,
  words: 'vllm',
  images: 'vllm(-[a-z0-9]+)*',
  modelFlags: ['--model'],
  positionalModel: 'vllm serve [^ -]',
  abbreviatesShortFlags: true,
  variablePrefixes: ['VLLM_'],
  officialImages: ['vllm/vllm-openai'],
  formerSettings: [
    {
      name: '--model-weights',
      danger: SettingDanger.OTHER_FILES,
      reason: 'loads weights from another place than the verified model',
    },
    {
      name: 'VLLM_TORCH_PROFILER_DIR',
      danger: SettingDanger.EXTRA_ROUTES,
      reason: 'opens /start_profile, by which callers write to disk',
    },
    {
      name: 'VLLM_TRUST_REMOTE_CODE',
      danger: SettingDanger.MODEL_CODE,
      allowedValues: OFF,
      reason: 'runs Python code from the model directory',
    },
    {
      name: '--guided-decoding-backend',
      danger: SettingDanger.WEAKER_LIMITS,
      values: ['outlines'],
      reason: 'unbounded compilation of grammars of callers (CVE-2025-29770)',
    },
  ],
};
