import { Direction } from '../../../effective/network/policy';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

export const uncoveredWorkload: ModelRule = {
  id: 'SAI-NET-013',
  name: 'workload-without-network-policy',
  title: 'Workload without NetworkPolicy',
  rationale: 'Pods that no policy selects accept and open every connection.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'every pod and all NetworkPolicies together',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
    judges: ['network-policy-engine'],
  },
  judge: ({ network, pods }) =>
    pods.map((pod) => {
      const open = DIRECTIONS.filter((direction) => network.policiesOf(pod, direction).length === 0);
      return open.length === 0 || pod.isOnHostNetwork
        ? { subject: pod.object, path: pod.path }
        : { subject: pod.object, path: pod.path, flaw: `no policy with policyTypes ${open.join(' and ')} selects it` };
    }),
  message: 'no NetworkPolicy selects a workload in both directions',
  fix: 'add a NetworkPolicy with policyTypes [Ingress, Egress] whose podSelector matches the labels of its pods',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    cis: ['5.3.2'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
