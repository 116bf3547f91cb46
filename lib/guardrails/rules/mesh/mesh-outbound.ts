import { Rule } from '../rule';
import { Severity } from '../severity';

export const meshOutbound: Rule = {
  id: 'SAI-MSH-011',
  name: 'mesh-outbound-any',
  title: 'Mesh allows any outbound traffic',
  rationale: 'ALLOW_ANY lets workloads call hosts that nobody registered.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_service_mesh_service_mesh'] },
  cel: `
    resource.?mesh_config.orValue([]).exists(config,
      config.?outbound_traffic_policy.orValue('ALLOW_ANY') == 'REGISTRY_ONLY'
    )
  `,
  message: 'proxies forward to hosts that the mesh does not know',
  fix: 'set mesh_config { outbound_traffic_policy = "REGISTRY_ONLY" }',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
