import { readPolicy } from '../../../effective/network/read-policy';
import { Manifest } from '../../../objects/manifest';
import { groupOf } from '../../../objects/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** Kinds of policies of network plug-ins, whose names do not end in NetworkPolicy. */
const KINDS =
  /NetworkPolicy$|^(GlobalNetworkSet|NetworkSet|CiliumLocalRedirectPolicy|CiliumEgressGatewayPolicy|CiliumClusterwideNetworkPolicy|ClusterNetworkPolicy|StagedGlobalNetworkPolicy)$/;
const GROUPS = /(^|\.)(cilium\.io|projectcalico\.org|antrea\.io|policy\.networking\.k8s\.io|crd\.antrea\.io)$/;

export const unknownPolicyKind: ModelRule = {
  id: 'SAI-NET-017',
  name: 'network-policy-not-evaluated',
  title: 'Network policy of a kind that is not evaluated',
  rationale: 'What the policy lets through is not known, so no verdict about the network covers it.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'objects of any API group that look like network policies',
    inCluster: 'an admission policy has to name the kinds that it sees, and this rule is about those that nobody named',
  },
  judge: ({ objects }) =>
    objects
      .filter(looksLikePolicy)
      .map((subject) =>
        readPolicy(subject) === undefined
          ? { subject, path: '', flaw: `${subject.apiVersion} ${subject.kind}` }
          : { subject, path: '' },
      ),
  message: 'what this policy opens or closes is not known here: no rule and no edge of the reachability map counts it',
  fix: 'use NetworkPolicy of networking.k8s.io/v1, or review the policy by hand and accept the risk with the reason',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

function looksLikePolicy(object: Manifest): boolean {
  return KINDS.test(object.kind) || (GROUPS.test(groupOf(object)) && /Policy$/.test(object.kind));
}
