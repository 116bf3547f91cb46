import { Rule } from '../rule';

/** Which rule an object enforces. */
export function policyLabels(rule: Rule): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'ack-secure-inference',
    'secure-inference.ack/rule': rule.id,
    'secure-inference.ack/severity': rule.severity,
  };
}

/** An object whose finalizers are being removed must not be kept from going. */
export const NOT_DELETED = { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' };
