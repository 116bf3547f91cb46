import { PLATFORM_NAMESPACES } from './platform-namespaces';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Whether a selector leaves out nothing but namespaces of the platform. */
const SELECTS = (selector: string) => `
  ${selector}.?matchExpressions.orValue([]).all(term,
    !(term.operator in ['NotIn', 'DoesNotExist'])
    || (term.key == 'kubernetes.io/metadata.name' && term.?values.orValue([]).all(name, name.matches(r'${PLATFORM_NAMESPACES}')))
  )`;

const CHECKS_PODS = `
  rule.?resources.orValue([]).exists(resource,
    resource in ['*', '*/*', 'pods', 'deployments', 'statefulsets', 'daemonsets', 'jobs', 'replicasets']
  )`;

export const webhookLeavesOut: Rule = {
  id: 'SAI-ADM-017',
  name: 'admission-leaves-out',
  title: 'Admission check with opt-outs',
  rationale: 'Whoever sets the label that opts out, or works in a namespace that is left out, is not checked.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      {
        group: 'admissionregistration.k8s.io',
        kinds: ['ValidatingWebhookConfiguration', 'ValidatingAdmissionPolicyBinding'],
      },
    ],
  },
  cel: `
    object.kind == 'ValidatingAdmissionPolicyBinding'
    ? (
      dyn(object).?spec.?paramRef.?parameterNotFoundAction.orValue('Deny') == 'Deny'
      && [dyn(object).?spec.?matchResources.?namespaceSelector.orValue({})].all(selector, ${SELECTS('selector')})
      && [dyn(object).?spec.?matchResources.?objectSelector.orValue({})].all(selector, ${SELECTS('selector')})
    )
    : dyn(object).?webhooks.orValue([]).all(webhook,
      !webhook.?rules.orValue([]).exists(rule, ${CHECKS_PODS})
      || (
        [webhook.?namespaceSelector.orValue({})].all(selector, ${SELECTS('selector')})
        && [webhook.?objectSelector.orValue({})].all(selector, ${SELECTS('selector')})
        && webhook.?matchConditions.orValue([]).all(condition, condition.expression != 'false')
      )
    )
  `,
  message: 'a check leaves out namespaces or objects that opt out, or passes all while its parameters are missing',
  fix: 'leave out only namespaces of the platform, by kubernetes.io/metadata.name, and set parameterNotFoundAction: Deny',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
