import { SELECTS } from './opt-outs';
import { Rule } from '../rule';
import { Severity } from '../severity';

const CHECKS_PODS = `
  rule.?resources.orValue([]).exists(resource,
    resource in ['*', '*/*', 'pods', 'deployments', 'statefulsets', 'daemonsets', 'jobs', 'replicasets']
  )`;

export const webhookLeavesOut: Rule = {
  id: 'SAI-ADM-017',
  name: 'webhook-leaves-out',
  title: 'Admission webhook with opt-outs',
  rationale: 'Whoever sets the label that opts out, or works in a namespace that is left out, is not checked.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'admissionregistration.k8s.io', kinds: ['ValidatingWebhookConfiguration'] }],
  },
  cel: `
    dyn(object).?webhooks.orValue([]).all(webhook,
      !webhook.?rules.orValue([]).exists(rule, ${CHECKS_PODS})
      || (
        [webhook.?namespaceSelector.orValue({})].all(selector, ${SELECTS('selector')})
        && [webhook.?objectSelector.orValue({})].all(selector, ${SELECTS('selector')})
        && webhook.?matchConditions.orValue([]).all(condition, condition.expression != 'false')
      )
    )
  `,
  message: 'a webhook leaves out namespaces or objects that opt out',
  fix: 'leave out only namespaces of the platform, by kubernetes.io/metadata.name',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
