import { Rule } from '../rule';
import { Severity } from '../severity';

export const endpointPickerFailOpen: Rule = {
  id: 'SAI-AVL-006',
  name: 'endpoint-picker-fail-open',
  title: 'Endpoint picker fails open',
  rationale: 'While the picker is down, requests bypass its limits.',
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
