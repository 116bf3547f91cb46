import { Rule } from '../rule';
import { Severity } from '../severity';

export const blockingChain: Rule = {
  id: 'SAI-REG-007',
  name: 'chain-not-blocking',
  title: 'Delivery chain does not block',
  rationale: 'Images that fail the scan are delivered.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_chain'] },
  cel: `
    resource.?chain_config.orValue([]).exists(config,
      config.?nodes.orValue([]).exists(node,
        node.?node_name.orValue('') == 'VULNERABILITY_SCANNING'
        && node.?enable.orValue(false) == true
        && node.?node_config.orValue([]).exists(settings,
          settings.?deny_policy.orValue([]).exists(policy,
            policy.?action.orValue('').startsWith('BLOCK') && policy.?issue_level.orValue('') != ''
          )
        )
      )
    )
  `,
  message: 'delivery chain lets vulnerable images through',
  fix: 'enable VULNERABILITY_SCANNING with a deny_policy of action BLOCK and issue_level HIGH',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
