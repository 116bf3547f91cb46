import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: AliyunContainerService/ack-ram-authenticator, README, 2024-09-13. */
export const ramMapping: Rule = {
  id: 'SAI-IDN-036',
  name: 'ram-identity-mapped-to-system-group',
  title: 'RAM identity mapped to a system group',
  rationale: 'The group system:masters is allowed everything before RBAC is asked.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'ramauthenticator.k8s.alibabacloud', kinds: ['RAMIdentityMapping'] }] },
  cel: `
    object.?spec.?groups.orValue([]).all(group, !group.startsWith('system:'))
    && !object.?spec.?username.orValue('').startsWith('system:')
  `,
  message: 'a RAMIdentityMapping makes a RAM user or role a member of a system group, past every RoleBinding',
  fix: 'map it to a group of your own, and bind that group to a Role',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K02', 'K08'], seed: ['Phase 2: Enable sandboxed containers and network isolation'] },
};
