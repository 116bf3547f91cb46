import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: AliyunContainerService/terway, CRD podnetworkings, 2026-07-23. */
export const podNetworking: Rule = {
  id: 'SAI-NET-027',
  name: 'pod-networking-moves-pods',
  title: 'PodNetworking that moves pods to another network',
  rationale: 'It selects pods by label, so that their security group changes without a change of theirs.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'network.alibabacloud.com', kinds: ['PodNetworking'] }] },
  cel: `
    object.?spec.?securityGroupIDs.orValue([]).size() == 0
    && object.?spec.?vSwitchOptions.orValue([]).size() == 0
  `,
  message: 'a PodNetworking moves pods that it selects to other security groups or subnets, without a change of theirs',
  fix: 'leave securityGroupIDs and vSwitchOptions out, or accept the risk with the pods that are meant',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K05'], seed: ['Phase 2: Enable sandboxed containers and network isolation'] },
};
