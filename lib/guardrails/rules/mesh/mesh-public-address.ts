import { Rule } from '../rule';
import { Severity } from '../severity';

export const meshPublicAddress: Rule = {
  id: 'SAI-MSH-009',
  name: 'mesh-control-plane-public',
  title: 'Mesh control plane on the Internet',
  rationale: 'The API of the mesh decides about every connection.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_service_mesh_service_mesh'] },
  cel: `
    resource.?load_balancer.orValue([]).all(balancer,
      balancer.?api_server_public_eip.orValue(false) == false
      && balancer.?pilot_public_eip.orValue(false) == false
    )
  `,
  message: 'control plane of the mesh is on the Internet',
  fix: 'set api_server_public_eip = false and pilot_public_eip = false',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
