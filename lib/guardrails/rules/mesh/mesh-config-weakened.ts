import { meshConfigsOf } from '../../../effective/mesh/mesh-config';
import { MESH_CONFIG_DOORS } from '../../../effective/mesh/mesh-config-doors';
import { openIn } from '../../../effective/mesh/settings';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const meshConfigWeakened: ModelRule = {
  id: 'SAI-MSH-036',
  name: 'mesh-config-weakened',
  title: 'MeshConfig that switches controls off',
  rationale:
    'One setting of the mesh takes mutual TLS, identities or authorization out of force for every workload, whatever its policies say.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'MeshConfig in ConfigMaps of istiod and in objects of its installers, with the defaults of every proxy',
    inCluster: 'a ConfigMap holds it as a text of YAML, which CEL cannot read',
  },
  judge: ({ objects }) =>
    objects.flatMap((subject) =>
      meshConfigsOf(subject).map(({ path, settings }) => ({
        subject,
        path,
        flaw: settings ? openIn(settings, MESH_CONFIG_DOORS).join('; ') || undefined : 'it is no YAML that can be read',
      })),
    ),
  message: 'a setting of the whole mesh switches a control off, or sends traffic elsewhere',
  fix: 'leave the setting at its default; give a workload that needs it an annotation or policy of its own',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
