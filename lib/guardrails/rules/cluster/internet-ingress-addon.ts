import { Rule } from '../rule';
import { Severity } from '../severity';

export const internetIngressAddon: Rule = {
  id: 'SAI-CLU-014',
  name: 'internet-ingress-controller',
  title: 'Ingress controller on the Internet',
  rationale: 'Every Ingress of the cluster can be called and attacked from anywhere.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_addon', 'alicloud_cs_managed_kubernetes'] },
  cel: String.raw`
    ([{'name': resource.?name.orValue(''), 'config': resource.?config.orValue('')}] + resource.?addons.orValue([])).all(addon,
      !(addon.?name.orValue('') in ['nginx-ingress-controller', 'alb-ingress-controller'])
      || !addon.?config.orValue('').matches(r'IngressSlbNetworkType"\s*:\s*"internet|AddressType"\s*:\s*"Internet')
    )
  `,
  message: 'ingress controller has an address on the Internet',
  fix: 'set IngressSlbNetworkType to intranet, and put what has to be public behind a gateway that authenticates',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
