import { Rule } from '../rule';
import { Severity } from '../severity';

export const anyPath: Rule = {
  id: 'SAI-MSH-006',
  name: 'any-path',
  title: 'AuthorizationPolicy allows any path',
  rationale: 'Engines have administrative routes on the port on which they serve.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'security.istio.io', kinds: ['AuthorizationPolicy'] }] },
  cel: `
    object.?spec.?action.orValue('ALLOW') != 'ALLOW'
    || object.?spec.?rules.orValue([]).all(rule,
      rule.?to.orValue([]).size() > 0
      && rule.to.all(to,
        to.?operation.?paths.orValue([]).size() > 0
        && to.operation.paths.all(path, !(path in ['*', '/*', '/{**}']))
        && to.?operation.?methods.orValue([]).size() > 0
        && !('*' in to.operation.methods)
      )
    )
  `,
  message: 'policy allows every route of the engine, of which many are not meant for callers',
  fix: 'list methods and paths, for example POST /v1/chat/completions',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0049', 'AML.M0019'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
