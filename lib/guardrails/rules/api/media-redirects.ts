import { onCommandLine, runsAny } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const mediaRedirects: Rule = {
  id: 'SAI-API-005',
  name: 'media-redirects',
  title: 'Media fetches follow redirects',
  rationale: 'A redirect leads from an allowed domain to an internal address.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: onCommandLine(`
    !${runsAny('vllm')}
    || container.?env.orValue([]).exists(variable,
      variable.name == 'VLLM_MEDIA_URL_ALLOW_REDIRECTS' && variable.?value.orValue('') == '0'
    )
  `),
  message: 'a redirect leads past the allowed media domains',
  fix: 'set VLLM_MEDIA_URL_ALLOW_REDIRECTS=0; the default follows redirects',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
