import { isMostOfTheInternet } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const nasAccess: Rule = {
  id: 'SAI-CLU-016',
  name: 'file-system-open',
  title: 'File system open to any address',
  rationale: 'Models, caches and data can be read and replaced by whoever reaches the file system.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_nas_access_rule'] },
  cel: `!${isMostOfTheInternet("resource.?source_cidr_ip.orValue('')")} && !${isMostOfTheInternet("resource.?ipv6_source_cidr_ip.orValue('')")}`,
  message: 'file system answers every address',
  fix: 'set source_cidr_ip to the range of the nodes',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
