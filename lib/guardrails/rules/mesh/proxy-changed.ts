import { MESH_DOORS } from '../../../effective/doors/mesh';
import { MESH_LABEL_DOORS } from '../../../effective/doors/mesh-labels';
import { PROXY_CONFIG_DOORS } from '../../../effective/doors/proxy-config';
import { opensNone } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

const CONFIG = `(${PROXY_CONFIG_DOORS.join('|')})`;

export const proxyChanged: Rule = {
  id: 'SAI-MSH-023',
  name: 'mesh-proxy-overridden',
  title: 'Annotations that change or bypass the mesh proxy',
  rationale:
    'The injector and the proxy read annotations of the pod, so that one annotation takes traffic past mTLS and authorization or replaces the proxy.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    ${opensNone('annotations', MESH_DOORS)}
    && ${opensNone('labels', MESH_LABEL_DOORS)}
    && !pod.?metadata.?annotations[?'proxy.istio.io/config'].orValue('').matches(r'${CONFIG}')
  `,
  message: 'annotations or labels take the proxy of the mesh away, or change what it is',
  fix: 'remove the annotation or label; doors and their sources are in lib/effective/doors/mesh.ts',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
