import { Rule } from '../rule';
import { Severity } from '../severity';
import { hasRelated } from '../terraform-relations';

export const chainMissing: Rule = {
  id: 'SAI-REG-010',
  name: 'delivery-chain-missing',
  title: 'Delivery chain missing',
  rationale: 'Nothing stops images that fail the scan.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_ee_instance'] },
  cel: hasRelated('alicloud_cr_chain.instance_id'),
  message: 'nothing blocks images that fail the scan',
  fix: 'add an alicloud_cr_chain with a blocking deny_policy',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
