import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustRemoteCode: Rule = {
  id: 'SAI-MDL-001',
  name: 'trust-remote-code',
  title: 'Python code of the model repository is executed',
  rationale: 'A model repository is input; running code from it gives its author the rights of the server.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.MODEL_CODE)),
  message: 'Python code of the model repository is run',
  fix: 'remove --trust-remote-code and serve an architecture that the engine knows',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    atlas: ['AML.T0011.000', 'AML.M0011'],
    seed: ['Security risks: Model file execution risks'],
  },
};
