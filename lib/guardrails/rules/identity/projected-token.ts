import { Rule } from '../rule';
import { Severity } from '../severity';

export const projectedToken: Rule = {
  id: 'SAI-IDN-003',
  name: 'projected-token-unbounded',
  title: 'Projected token without audience or with a long lifetime',
  rationale: 'A short token for one audience is worth little to who steals it.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  // the volume kube-api-access-… is what the API server adds for automountServiceAccountToken, which SAI-IDN-002 judges
  cel: `
    pod.spec.?volumes.orValue([]).all(volume,
      volume.name.startsWith('kube-api-access-') && pod.spec.?automountServiceAccountToken.orValue(true)
      || dyn(volume).?projected.?sources.orValue(null) == null
      || volume.projected.sources.all(source,
        !has(source.serviceAccountToken)
        || (
          source.serviceAccountToken.?audience.orValue('') != ''
          && source.serviceAccountToken.?expirationSeconds.orValue(3600) <= 3600
        )
      )
    )
  `,
  message: 'a projected token has no audience or lives for more than an hour',
  fix: 'set audience, and expirationSeconds to at most 3600',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.6'],
    owaspK8s: ['K02', 'K03'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
