import { SettingDanger } from '../../../engines/setting-danger';
import { given, onCommandLine, runsAny } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Names of hosts, none of which is an address, a pattern or a name inside the cluster: engines compare them as they are. */
const DOMAINS = String.raw`^-allowed-me[a-z-]*[= ]+\[?([a-z0-9-]+[.])+[a-z][a-z0-9-]*(( *, *| +)([a-z0-9-]+[.])+[a-z][a-z0-9-]*)*\]? *$`;

/** Ends of names that are found inside the cluster or the cloud only. */
const INTERNAL = String.raw`([.](local|internal|svc|cluster|localdomain)|-internal[.]aliyuncs[.]com)( |,|\]|$)`;

export const mediaDomains: Rule = {
  id: 'SAI-API-004',
  name: 'media-domains',
  title: 'Engine fetches URLs that callers name',
  rationale: 'Callers reach the metadata service and internal hosts through the engine (SSRF).',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(`
    ${setsNo(SettingDanger.MEDIA_FETCH)}
    && (
    !${runsAny('vllm', 'sglang')}
    || (
      ${given('--allowed-media-domains')}
      && line.split(' -').all(flag, !flag.matches(r'^-allowed-me') || (flag.matches(r'${DOMAINS}') && !flag.matches(r'${INTERNAL}')))
    )
    )
  `),
  message: 'callers make the engine fetch any address, or one inside the network',
  fix: 'set --allowed-media-domains to names of hosts outside the cluster, or to none.invalid if media is only sent inline',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
