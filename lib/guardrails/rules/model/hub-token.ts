import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const hubToken: Rule = {
  id: 'SAI-MDL-008',
  name: 'hub-token',
  title: 'Model hub token in the server',
  rationale: 'A token in the server can be stolen by whoever takes over the server.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.HUB_TOKEN)),
  message: 'the server holds a token of a model hub',
  fix: 'fetch the model in a job of its own, which has the token, and mount the result read-only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0055'],
  },
};
