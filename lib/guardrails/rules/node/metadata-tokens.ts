import { Rule } from '../rule';
import { Severity } from '../severity';

export const metadataTokens: Rule = {
  id: 'SAI-NOD-001',
  name: 'imds-v1',
  title: 'Instance metadata without token (IMDSv1)',
  rationale: 'A request forgery in a pod is enough to get the credentials of the node.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `
    resource.?instance_metadata_options.orValue([]).exists(options,
      options.?http_tokens.orValue('optional') == 'required'
    )
  `,
  message: 'instance metadata answers requests without a token (IMDSv1)',
  fix: 'set instance_metadata_options { http_tokens = "required" }, and close 100.100.100.200 by NetworkPolicy as well',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0055'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
