import { TARGETS, Targets } from '../../../effective/mesh/targets';
import { groupKindOf } from '../../../objects/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const targetMissing: ModelRule = {
  id: 'SAI-MSH-044',
  name: 'policy-target-missing',
  title: 'Policy for a target that it does not reach',
  rationale: 'A policy whose target does not exist, is of another kind or has no waypoint is in force nowhere.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'targetRefs of policies of Istio and of gateways, and what they name, in namespaces whose pods are known',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ objects, pods }) => {
    const policies = objects.filter((object) => TARGETS[groupKindOf(object)] !== undefined);
    const targets = new Targets(policies.length > 0 ? objects : [], new Set(pods.map(({ namespace }) => namespace)));
    return policies.map((subject) => ({ subject, path: '', flaw: targets.flawOf(subject) }));
  },
  message: 'a policy is for a target that it does not reach',
  fix: 'name a Gateway, Service or route of the same namespace, give the Service a waypoint, or use a selector',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K02', 'K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
