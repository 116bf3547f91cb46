import { COMMAND_LINE } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const cors: Rule = {
  id: 'SAI-API-010',
  name: 'cors-any-origin',
  title: 'CORS allows any origin',
  rationale: 'Any web page that a user opens can call the API from inside the network.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: String.raw`!${COMMAND_LINE}.matches(r'(^|\s)--(allowed[-_]origins|cors[-_]allow[-_]origin)[= ]\S*\*')`,
  message: 'every web page may call the API from a browser',
  fix: 'list the origins, or leave the flag out',
  acknowledgeable: true,
  frameworks: {
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
