import { Rule } from '../rule';
import { Severity } from '../severity';

export const insecureRegistries: Rule = {
  id: 'SAI-NOD-013',
  name: 'insecure-registry',
  title: 'Registry without TLS verification',
  rationale: 'Anyone on the network path can replace images.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: 'resource.?containerd_config.orValue([]).all(config, config.?insecure_registries.orValue([]).size() == 0)',
  message: 'nodes pull images from a registry without verifying it',
  fix: 'remove insecure_registries',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010'],
    seed: ['Typical attack paths: Container image supply chain attacks'],
  },
};
