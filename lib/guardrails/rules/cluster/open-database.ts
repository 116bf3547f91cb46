import { isMostOfTheInternet } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const openDatabase: Rule = {
  id: 'SAI-CLU-017',
  name: 'database-open',
  title: 'Database open to any address',
  rationale: 'Stolen or guessed passwords work from anywhere.',
  severity: Severity.HIGH,
  match: {
    subject: 'terraform',
    types: [
      'alicloud_db_instance',
      'alicloud_db_readonly_instance',
      'alicloud_kvstore_instance',
      'alicloud_mongodb_instance',
      'alicloud_mongodb_sharding_instance',
      'alicloud_polardb_cluster',
      'alicloud_gpdb_instance',
      'alicloud_elasticsearch_instance',
    ],
  },
  cel: `
    (resource.?security_ips.orValue([]) + resource.?security_ip_list.orValue([]) + resource.?public_whitelist.orValue([])).all(range,
      !${isMostOfTheInternet('range')} && range != '0.0.0.0'
    )
  `,
  message: 'database answers every address',
  fix: 'list the ranges of what calls it in security_ips',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
