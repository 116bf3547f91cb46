import { onCommandLine } from './command-line';
import { setsNo } from './settings';
import { SettingDanger } from '../../../engines/setting-danger';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const wayOut: Rule = {
  id: 'SAI-ENG-002',
  name: 'engine-connects-out',
  title: 'Connections to other hosts',
  severity: Severity.MEDIUM,
  rationale:
    'An inference server answers requests and calls nobody. A tunnel, proxy, hub or collector carries prompts and weights out of the cluster, or brings unverified files in.',
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.WAY_OUT)),
  message: 'the engine connects to another host: a tunnel, a proxy, a model hub or a collector',
  fix: 'remove the flag or variable; what the engine needs comes from mounted volumes, and requests come to it',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02', 'LLM03'],
    atlas: ['AML.T0024', 'AML.T0025'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
