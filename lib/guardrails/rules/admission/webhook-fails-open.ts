import { Rule } from '../rule';
import { Severity } from '../severity';

export const webhookFailsOpen: Rule = {
  id: 'SAI-ADM-005',
  name: 'webhook-fails-open',
  title: 'Admission webhook fails open',
  rationale: 'While the webhook is down, every object is admitted.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'admissionregistration.k8s.io', kinds: ['ValidatingWebhookConfiguration'] }],
  },
  cel: `object.?webhooks.orValue([]).all(webhook, webhook.?failurePolicy.orValue('Fail') == 'Fail')`,
  message: 'objects pass while the webhook is down',
  fix: 'set failurePolicy: Fail and run the webhook with replicas',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
