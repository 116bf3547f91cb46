import { Rule } from '../rule';
import { Severity } from '../severity';

export const hostAliases: Rule = {
  id: 'SAI-POD-040',
  name: 'host-aliases',
  title: 'Names resolved by the pod itself',
  rationale:
    'An entry of hostAliases wins over DNS: requests to a Service, a registry or an API of the cloud go to the address that it names.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `pod.?spec.?hostAliases.orValue([]).all(alias, alias.?ip.orValue('') in ['127.0.0.1', '::1'])`,
  message: 'hostAliases send requests for a name to an address that no DNS server gave',
  fix: 'remove hostAliases; describe hosts by a Service, or by a ServiceEntry',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K05'], seed: ['Phase 2: Enable sandboxed containers and network isolation'] },
};
