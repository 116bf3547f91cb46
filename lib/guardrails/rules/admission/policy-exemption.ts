import { NAMESPACE_ANNOTATION_DOORS, NAMESPACE_DOORS } from '../../../effective/doors/namespace';
import { opensNoneOf } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const policyExemption: Rule = {
  id: 'SAI-ADM-002',
  name: 'policy-exemption-label',
  title: 'Namespace exempt from admission policies',
  rationale: 'Whoever sets the label switches the policies off.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Namespace'] }] },
  cel: `
    ${opensNoneOf('object.metadata.?labels', NAMESPACE_DOORS)}
    && ${opensNoneOf('object.metadata.?annotations', NAMESPACE_ANNOTATION_DOORS)}
  `,
  message:
    'a label or annotation exempts the namespace from admission policies, or lets containers or devices into its pods',
  fix: 'remove the label or annotation',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
