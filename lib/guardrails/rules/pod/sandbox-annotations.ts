import { RUNTIME_DOORS } from '../../../effective/doors/runtime';
import { opensNone } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const sandboxAnnotations: Rule = {
  id: 'SAI-POD-032',
  name: 'sandbox-annotation',
  title: 'Annotation that changes the sandbox',
  rationale: 'The sandbox is only as strong as its settings, which annotations of the pod replace.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: opensNone('annotations', RUNTIME_DOORS),
  message: 'an annotation changes the sandbox, the devices or the containers of the pod past the API',
  fix: 'remove the annotation; the runtime class sets up the sandbox, and the scheduler gives devices',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
