import { Rule } from '../rule';
import { Severity } from '../severity';

export const endpointPickerFailOpen: Rule = {
  id: 'SAI-AVL-006',
  title: 'Endpoint picker fails open',
  severity: Severity.LOW,
  match: { subject: 'object', kinds: [{ group: 'inference.networking.k8s.io', kinds: ['InferencePool'] }] },
  cel: `object.?spec.?endpointPickerRef.?failureMode.orValue('FailClose') == 'FailClose'`,
  message: 'requests skip the limits of the endpoint picker while it is down',
  fix: 'set failureMode: FailClose, or acknowledge that availability counts more',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM10'],
  },
};
