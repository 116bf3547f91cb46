import { Rule } from '../rule';
import { Severity } from '../severity';

export const chainMissing: Rule = {
  id: 'SAI-REG-010',
  name: 'delivery-chain-missing',
  title: 'Delivery chain missing',
  rationale: 'Nothing stops images that fail the scan.',
  severity: Severity.HIGH,
  match: { subject: 'stack' },
  cel: `
    resources.?alicloud_cr_ee_instance.orValue([]).size() == 0
    || resources.?alicloud_cr_chain.orValue([]).size() > 0
  `,
  message: 'nothing blocks images that fail the scan',
  fix: 'add an alicloud_cr_chain with a blocking deny_policy',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
