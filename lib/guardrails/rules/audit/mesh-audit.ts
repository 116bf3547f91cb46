import { Rule } from '../rule';
import { Severity } from '../severity';

export const meshAudit: Rule = {
  id: 'SAI-AUD-008',
  name: 'mesh-audit-off',
  title: 'Mesh audit off',
  rationale: 'Changes of mesh policies leave no trace.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_service_mesh_service_mesh'] },
  cel: `
    resource.?mesh_config.orValue([]).exists(config,
      config.?audit.orValue([]).exists(audit, audit.?enabled.orValue(false) == true)
    )
  `,
  message: 'changes of mesh policies are not recorded',
  fix: 'set mesh_config { audit { enabled = true } }',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
