import { isMostOfTheInternet } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const internetEndpoint: Rule = {
  id: 'SAI-REG-011',
  name: 'registry-internet-endpoint',
  title: 'Internet endpoint of the registry without a list of addresses',
  rationale: 'Stolen registry credentials work from anywhere.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_internet_endpoint'] },
  // an endpoint without entries answers every address
  cel: `
    resource.?entries.orValue([]).size() > 0
    && resource.entries.all(each,
      each.entry.contains('/') && !${isMostOfTheInternet('each.entry')}
    )
  `,
  message: 'registry answers every address of the Internet',
  fix: 'name the ranges of your pipeline in entries, or remove the endpoint and use the one of the VPC',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0035', 'AML.T0049'],
  },
};
