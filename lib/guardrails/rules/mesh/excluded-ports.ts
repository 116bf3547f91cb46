import { IN_GROUP } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const excludedPorts: Rule = {
  id: 'SAI-MSH-002',
  name: 'ports-excluded-from-proxy',
  title: 'Ports excluded from the proxy',
  rationale: 'Excluded ports are neither encrypted nor authorized.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.?metadata.?annotations.orValue({}).all(key,
      !(
        key in ['traffic.sidecar.istio.io/excludeInboundPorts', 'traffic.sidecar.istio.io/excludeOutboundPorts', 'traffic.sidecar.istio.io/excludeOutboundIPRanges', 'traffic.sidecar.istio.io/includeInboundPorts', 'traffic.sidecar.istio.io/includeOutboundIPRanges']
      )
      || (pod.metadata.annotations[key] == '*' && key.contains('/include'))
      || (pod.metadata.annotations[key] == '' && key.contains('/exclude'))
      || (
        ${IN_GROUP}
        && (
          key == 'traffic.sidecar.istio.io/includeOutboundIPRanges'
          || (
            key == 'traffic.sidecar.istio.io/includeInboundPorts'
            && pod.spec.containers.all(container,
              container.?ports.orValue([]).all(port, string(port.containerPort) in pod.metadata.annotations[key].split(','))
            )
          )
        )
      )
    )
  `,
  message: 'traffic passes by the proxy of the mesh',
  fix: 'remove the annotation; where peers need raw ports, close them by a NetworkPolicy and accept the risk',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
