import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const cors: Rule = {
  id: 'SAI-API-010',
  name: 'cors-any-origin',
  title: 'CORS allows any origin',
  rationale: 'Any web page that a user opens can call the API from inside the network.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.ANY_ORIGIN)),
  message: 'every web page may call the API from a browser',
  fix: 'list the origins, or leave the flag out',
  acknowledgeable: true,
  frameworks: {
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
