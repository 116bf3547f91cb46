import { isForeignHost } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const hostRedirected: Rule = {
  id: 'SAI-MSH-033',
  name: 'host-answered-by-others',
  title: 'Host answered by others than its name says',
  rationale:
    'Callers address a Service or a foreign host by its name, and the ServiceEntry sends them to addresses or pods that someone else chose.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['ServiceEntry'] }] },
  cel: `
    object.?spec.?hosts.orValue([]).all(host,
      !host.matches(r'\\.svc(\\.|$)')
      && !(object.?spec.?workloadSelector.hasValue() && ${isForeignHost('host')})
      && object.?spec.?endpoints.orValue([]).all(endpoint,
        !endpoint.?address.orValue('').matches(r'[a-z]$')
        || endpoint.?address.orValue('') in object.?spec.?hosts.orValue([])
        || !${isForeignHost('host')}
      )
    )
  `,
  message: 'a ServiceEntry answers for the name of a Service, or sends requests for a host to another one',
  fix: 'leave names of Services to Kubernetes; name the host that is called, without endpoints under another name or a workloadSelector',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
