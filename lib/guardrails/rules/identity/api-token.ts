import { Rule } from '../rule';
import { Severity } from '../severity';

/** Audiences that an API server has by default. */
const API_AUDIENCE = String.raw`^(https?://)?kubernetes(\.default(\.svc(\.cluster\.local)?)?)?/?$|^api$`;

export const apiToken: Rule = {
  id: 'SAI-IDN-034',
  name: 'api-token',
  title: 'Projected token of the Kubernetes API',
  rationale: 'A mounted token lets whoever owns the process call the Kubernetes API.',
  severity: Severity.LOW,
  match: { subject: 'pod' },
  cel: String.raw`
    pod.spec.?volumes.orValue([]).all(volume,
      dyn(volume).?projected.?sources.orValue(null) == null
      || volume.projected.sources.all(source,
        !has(source.serviceAccountToken)
        || !source.serviceAccountToken.?audience.orValue('').matches(r'${API_AUDIENCE}')
      )
    )
  `,
  message: 'a projected token is for the Kubernetes API, so whoever owns the pod has the rights of its service account',
  fix: 'remove it unless the workload calls the API, and bind the service account to named reads only',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.6'],
    owaspK8s: ['K02'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
