import { Rule } from '../rule';
import { Severity } from '../severity';

export const webhookOutside: Rule = {
  id: 'SAI-ADM-026',
  name: 'webhook-outside',
  title: 'Admission webhook outside of the cluster',
  rationale:
    'The API server sends every object that the webhook is about, Secrets included, to a URL that no policy of the cluster is about.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      {
        group: 'admissionregistration.k8s.io',
        kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
      },
    ],
  },
  cel: `dyn(object).?webhooks.orValue([]).all(webhook, !webhook.?clientConfig.?url.hasValue())`,
  message: 'objects are sent to a URL at admission',
  fix: 'name a Service of the cluster in clientConfig.service',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K04'], seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'] },
};
