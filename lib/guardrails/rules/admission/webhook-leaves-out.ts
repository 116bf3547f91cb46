import { SELECTS } from './opt-outs';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Nothing at all, who asks, or what whoever asks writes into the object. */
const OPTS_OUT = String.raw`^\s*false\s*$|userInfo.*(groups|extra)|annotations|labels`;

const CHECKS_PODS = `
  rule.?resources.orValue([]).exists(resource,
    resource in ['*', '*/*', 'pods', 'deployments', 'statefulsets', 'daemonsets', 'jobs', 'replicasets']
  )`;

/** The template of a Job, and most of a pod, never change. */
const AT_EVERY_CHANGE = `(
    rule.?scope.orValue('*') != 'Cluster'
    && (
      rule.?operations.orValue([]).exists(operation, operation in ['UPDATE', '*'])
      || rule.?resources.orValue([]).all(resource, resource in ['pods', 'jobs'])
    )
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
        && webhook.?matchConditions.orValue([]).all(condition, !condition.?expression.orValue('').matches(r'${OPTS_OUT}'))
        && webhook.rules.all(rule, !(${CHECKS_PODS}) || ${AT_EVERY_CHANGE})
      )
    )
  `,
  message: 'a webhook leaves out namespaces, changes or objects that opt out',
  fix: 'judge changes too, and leave out only namespaces of the platform, by kubernetes.io/metadata.name',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
