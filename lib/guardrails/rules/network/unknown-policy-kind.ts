import { readPolicy } from '../../../effective/network/read-policy';
import { Manifest } from '../../../objects/manifest';
import { groupOf } from '../../../objects/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** Kinds of policies of network plug-ins by their names, whatever the group. */
const KINDS = /NetworkPolicy$|^(GlobalNetworkSet|NetworkSet|ClusterNetworkPolicy)$/;

/** Groups whose objects decide what networks let through, or which networks there are. */
const GROUPS =
  /(^|\.)(cilium\.io|projectcalico\.org|antrea\.io|policy\.networking\.k8s\.io|crd\.antrea\.io|kubeovn\.io|k8s\.ovn\.org|k8s\.cni\.cncf\.io|networkservicemesh\.io)$/;

/** Kinds by which plug-ins keep what they have done, and those of Tetragon, which see processes and route nothing. */
const OTHERS =
  /^(TracingPolicy(Namespaced)?|PodInfo|Cilium(Endpoint|EndpointSlice|Identity|Node)|IPAM(Block|Config|Handle)|BlockAffinity|ClusterInformation|CalicoNodeStatus|WorkloadEndpoint|Node|IP)$/;

export const unknownPolicyKind: ModelRule = {
  id: 'SAI-NET-017',
  name: 'network-policy-not-evaluated',
  title: 'Network policy, or network, of a kind that is not evaluated',
  rationale: 'What it lets through is not known, so no verdict about the network covers it.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'objects that look like network policies, and all of network plug-ins',
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
  message: 'what this object opens or closes is not known here: no rule and no edge of the reachability map counts it',
  fix: 'use NetworkPolicy of networking.k8s.io/v1, or review the object by hand and accept the risk with the reason',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

function looksLikePolicy(object: Manifest): boolean {
  return KINDS.test(object.kind) || (GROUPS.test(groupOf(object)) && !OTHERS.test(object.kind));
}
