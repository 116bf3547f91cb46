import { IS_SGLANG, IS_VLLM, passes } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const mediaDomains: Rule = {
  id: 'SAI-API-004',
  name: 'media-domains',
  title: 'Engine fetches URLs that callers name',
  rationale: 'Callers reach the metadata service and internal hosts through the engine (SSRF).',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    !(${IS_VLLM} || ${IS_SGLANG})
    || (${passes('allowed-media-domains')} && !${passes('allowed-local-media-path')})
  `,
  message: 'callers make the engine fetch any address, or read files',
  fix: 'set --allowed-media-domains, to none.invalid if media is only sent inline, and remove --allowed-local-media-path',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
