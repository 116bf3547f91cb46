import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const sideDoors: Rule = {
  id: 'SAI-API-009',
  name: 'side-doors',
  title: 'Flag that opens additional endpoints',
  rationale: 'Endpoints that clients do not need widen what an attacker can reach.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.EXTRA_ROUTES)),
  message: 'a flag opens routes that no inference client needs',
  fix: 'remove the flag',
  acknowledgeable: true,
  frameworks: {
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
