import { MESH_DOORS } from '../../../effective/doors/mesh';
import { MESH_LABEL_DOORS } from '../../../effective/doors/mesh-labels';
import { opensNone } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Fields of ProxyConfig that send the proxy elsewhere, or its traffic past it. Source: istio/api, mesh/v1alpha1/proxy.proto. */
const CONFIG = String.raw`(discoveryAddress|customConfigFile|proxyBootstrapTemplatePath|binaryPath|configPath|caCertificatesPem|runtimeValues|envoyAccessLogService|envoyMetricsService|zipkin|lightstep|datadog|openCensusAgent|proxyAdminPort|interceptionMode|\bimage\b|ISTIO_META_|CA_ADDR|XDS_|PROV_CERT|TRUST_DOMAIN)`;

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
