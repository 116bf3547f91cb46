import { Contribution } from './contribution';
import { EngineProfile } from '../engines/engine-profile';
import { exposedPorts } from '../engines/ports';
import { INFERENCE_SERVER, selectorLabels } from '../kubernetes/labels';
import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';

/**
 * Engines find each other on ports that they choose themselves, and check neither peer nor message: the mesh would break
 * these connections and cannot name them. Only the serving port stays in the mesh; the network keeps the others among
 * the pods of the service.
 */
export function peers(profile: EngineProfile, mesh: Mesh, instance: string): Contribution {
  const others = [{ podSelector: { matchLabels: selectorLabels({ instance, component: INFERENCE_SERVER }) } }];
  return {
    ingress: [{ from: others }],
    egress: [{ to: others }],
    annotations:
      mesh.kind === MeshKind.SIDECAR
        ? {
            'traffic.sidecar.istio.io/includeInboundPorts': exposedPorts(profile)
              .map(({ port }) => port)
              .join(','),
            'traffic.sidecar.istio.io/includeOutboundIPRanges': '',
          }
        : {},
  };
}
