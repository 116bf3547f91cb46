import { Door } from './door';

/** Labels of pods that take them out of the mesh. */
export const MESH_LABEL_DOORS: readonly Door[] = [
  {
    key: 'istio.io/use-waypoint',
    opens: 'chooses the waypoint, or none, past that of the namespace',
    source: 'istio/api, label/labels.yaml, 2026-07-21',
  },
  {
    key: 'topology.istio.io/network',
    opens: 'peers send to it through the gateway of another network',
    source: 'istio/api, label/labels.yaml, 2026-07-21',
  },
  {
    key: 'security.istio.io/tlsMode',
    shut: ['istio'],
    opens: 'disabled makes peers send plain text',
    source: 'istio/api, label/labels.yaml, 2026-07-21',
  },
];
