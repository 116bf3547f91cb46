import { meshConfigsOf } from '../../../effective/mesh/mesh-config';
import { fieldsIn } from '../../../objects/unknown-fields';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const meshConfigOutbound: ModelRule = {
  id: 'SAI-MSH-035',
  name: 'mesh-config-outbound-any',
  title: 'MeshConfig allows any outbound traffic',
  rationale: 'ALLOW_ANY, which holds where nothing is written, lets workloads call hosts that nobody registered.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'MeshConfig in ConfigMaps of istiod and in objects of its installers',
    inCluster: 'a ConfigMap holds it as a text of YAML, which CEL cannot read',
  },
  judge: ({ objects }) =>
    objects.flatMap((subject) =>
      meshConfigsOf(subject).map(({ path, settings }) => {
        const { mode = 'ALLOW_ANY' } = fieldsIn(fieldsIn(settings).outboundTrafficPolicy);
        return {
          subject,
          path,
          flaw: settings && mode !== 'REGISTRY_ONLY' ? `outboundTrafficPolicy.mode is ${String(mode)}` : undefined,
        };
      }),
    ),
  message: 'proxies forward to hosts that the mesh does not know',
  fix: 'set outboundTrafficPolicy.mode: REGISTRY_ONLY in the MeshConfig',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
