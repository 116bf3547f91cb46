import { Rule } from '../rule';
import { Severity } from '../severity';

export const registryMirrors: Rule = {
  id: 'SAI-NOD-017',
  name: 'registry-mirror-http',
  title: 'Registry mirror over clear text',
  rationale: 'Whoever is on the way replaces the images.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `
    resource.?containerd_config.orValue([]).all(config,
      config.?registry_mirrors.orValue([]).all(mirror, !mirror.startsWith('http://') && !mirror.contains('=http://'))
    )
  `,
  message: 'nodes pull images over clear text',
  fix: 'write mirrors with https',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010'],
  },
};
