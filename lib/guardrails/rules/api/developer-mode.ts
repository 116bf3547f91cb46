import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const developerMode: Rule = {
  id: 'SAI-API-001',
  name: 'developer-mode',
  title: 'Developer endpoints enabled',
  rationale: 'Developer endpoints change the running engine: they sleep, reset, profile or load adapters.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.DEVELOPER_ROUTES)),
  message: 'routes that change the running engine are open',
  fix: 'remove VLLM_SERVER_DEV_MODE and VLLM_ALLOW_RUNTIME_LORA_UPDATING',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
