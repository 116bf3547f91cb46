import { Rule } from '../rule';
import { Severity } from '../severity';

const SERVED = `
  rule.?resources.orValue([]).exists(resource,
    resource in ['*', '*/*', 'pods', 'pods/*', 'pods/ephemeralcontainers', 'deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs',
      'replicasets', 'replicationcontrollers', 'namespaces', 'services', 'serviceaccounts', 'networkpolicies']
  )`;

export const podsMutated: Rule = {
  id: 'SAI-ADM-018',
  name: 'pods-mutated',
  title: 'Pods, or what they depend on, changed at admission',
  rationale: 'What runs is then not what was reviewed and checked in files; the webhook reads every such object too.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: 'admissionregistration.k8s.io', kinds: ['MutatingWebhookConfiguration', 'MutatingAdmissionPolicy'] },
      { group: 'policies.kyverno.io', kinds: ['MutatingPolicy'] },
    ],
  },
  cel: `
    object.kind in ['MutatingAdmissionPolicy', 'MutatingPolicy']
    ? !dyn(object).?spec.?matchConstraints.?resourceRules.orValue([]).exists(rule, ${SERVED})
    : dyn(object).?webhooks.orValue([]).all(webhook, !webhook.?rules.orValue([]).exists(rule, ${SERVED}))
  `,
  message: 'pods, workloads or what they depend on are changed after they were checked in files',
  fix: 'review what it changes and accept the risk with that reason; keep validating policies, which see the changed pods',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
