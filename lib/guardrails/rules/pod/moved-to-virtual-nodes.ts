import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: Alibaba Cloud help, "Configure priority-based scheduling for elastic resources", 2026-06-23. */
export const movedToVirtualNodes: Rule = {
  id: 'SAI-POD-039',
  name: 'moved-to-virtual-nodes',
  title: 'Pods moved to virtual nodes',
  rationale:
    'Pods that are selected leave the nodes of the cluster, with their taints, agents and network, without a change of theirs.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'scheduling.alibabacloud.com', kinds: ['ResourcePolicy'] }] },
  cel: `
    object.?spec.?units.orValue([]).all(unit, unit.?resource.orValue('') == 'ecs')
  `,
  message: 'a ResourcePolicy moves pods that it selects to ECI, ACS or other nodes',
  fix: 'name units with resource: ecs only, or accept the risk with the pods that are meant',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
