import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const tritonModelControl: Rule = {
  id: 'SAI-API-011',
  name: 'triton-model-control',
  title: 'Triton loads models at run time',
  rationale: 'Callers can load and unload models over the API.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.MODEL_CONTROL)),
  message: 'Triton loads models while it runs',
  fix: 'set --model-control-mode=none and mount the repository read-only',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM04'],
    atlas: ['AML.T0018', 'AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
