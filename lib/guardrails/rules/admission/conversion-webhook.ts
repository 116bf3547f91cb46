import { Rule } from '../rule';
import { Severity } from '../severity';

export const conversionWebhook: Rule = {
  id: 'SAI-ADM-025',
  name: 'conversion-webhook-outside',
  title: 'Objects converted by a host outside',
  rationale:
    'A conversion webhook reads and rewrites every object of the kind whenever it is stored or read, after admission policies have seen it.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'apiextensions.k8s.io', kinds: ['CustomResourceDefinition'] }] },
  cel: `!object.?spec.?conversion.?webhook.?clientConfig.?url.hasValue()`,
  message: 'objects of the kind are sent to a URL, which may change them after admission',
  fix: 'name a Service of the cluster in clientConfig.service, or use strategy None',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K04'], seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'] },
};
