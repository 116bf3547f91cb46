import { SettingDanger } from '../../../engines/setting-danger';
import { given, onCommandLine, runsAny } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const loadFormat: Rule = {
  id: 'SAI-MDL-002',
  name: 'pickle-load-format',
  title: 'Weights may be loaded with pickle',
  rationale: 'Loading a pickle runs whatever code is in it.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(
    `(!${runsAny('vllm', 'sglang')} || ${given('--load-format')}) && ${setsNo(SettingDanger.UNSAFE_WEIGHTS)}`,
  ),
  message: 'weights may be read with pickle, which runs code',
  fix: 'set --load-format=safetensors; the default falls back to pickle files',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    atlas: ['AML.T0011.000', 'AML.M0011'],
    seed: [
      'Phase 1: Standardize model formats and signature verification',
      'Security risks: Model file execution risks',
    ],
  },
};
