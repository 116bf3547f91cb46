import { Rule } from '../rule';
import { Severity } from '../severity';

export const meshCni: Rule = {
  id: 'SAI-MSH-010',
  name: 'mesh-without-cni',
  title: 'Mesh without CNI plug-in',
  rationale: 'The init container needs NET_ADMIN, which the restricted standard forbids.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_service_mesh_service_mesh'] },
  cel: `
    resource.?mesh_config.orValue([]).exists(config,
      config.?sidecar_injector.orValue([]).exists(injector,
        injector.?init_cni_configuration.orValue([]).exists(cni, cni.?enabled.orValue(false) == true)
      )
    )
  `,
  message: 'the proxy needs NET_ADMIN to start, which a restricted namespace refuses',
  fix: 'set mesh_config { sidecar_injector { init_cni_configuration { enabled = true } } }',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
