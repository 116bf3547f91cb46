import { LEASES_OF_CLUSTER, READABLE, READABLE_URLS } from '../../../effective/rights/harmless';
import { NO_RULES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

const list = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;

export const beyondReads: Rule = {
  id: 'SAI-IDN-030',
  name: 'rights-beyond-reads',
  title: 'Rights beyond harmless reads',
  rationale:
    'Whoever takes over the pod has every right of its service account, so that each has to be known to be harmless.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['Role', 'ClusterRole'] }] },
  // events tell what happened, and a lease elects a leader: both are written by most controllers
  cel: `
    ${NO_RULES} || object.rules.all(rule,
      rule.?nonResourceURLs.orValue([]).all(url, url in ${list(READABLE_URLS)})
      && rule.?resources.orValue([]).all(resource,
        (
          resource in ${list(READABLE)}
          && rule.?verbs.orValue([]).all(verb, verb in ['get', 'list', 'watch'])
        )
        || (
          resource in ['configmaps', 'secrets']
          && rule.?resourceNames.orValue([]).size() > 0
          && rule.?verbs.orValue([]).all(verb, verb == 'get' || (verb == 'watch' && resource == 'configmaps'))
        )
        || (
          resource == 'leases'
          && (
            rule.?resourceNames.orValue([]).size() > 0
            || (object.kind == 'Role' && !(object.?metadata.?namespace.orValue('default') in ${list(LEASES_OF_CLUSTER)}))
          )
          && rule.?verbs.orValue([]).all(verb, verb in ['get', 'list', 'watch', 'create', 'update', 'patch'])
        )
        || (resource == 'events' && rule.?verbs.orValue([]).all(verb, verb in ['get', 'list', 'watch', 'create', 'patch']))
      )
    )
  `,
  message: 'role allows more than reads that are known to be harmless',
  fix: 'allow get, list and watch of what is needed, and name ConfigMaps in resourceNames; accept the risk of what has to be',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.3'],
    owaspK8s: ['K02'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
