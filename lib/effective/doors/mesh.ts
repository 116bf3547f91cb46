import { Door } from './door';

/** An annotation of the mesh that opens something. */
export interface MeshDoor extends Door {
  /** Whether what runs is not the proxy of the mesh any more, or has another configuration than the mesh gives it. */
  readonly replacesProxy?: boolean;
}

/** Annotations of pods that take the proxy of the mesh away, or make another of it. */
export const MESH_DOORS: readonly MeshDoor[] = [
  {
    key: 'sidecar.istio.io/interceptionMode',
    shut: ['REDIRECT', 'TPROXY'],
    opens: 'NONE redirects nothing: traffic passes the proxy by',
    source: 'istio/istio, injection-template.yaml, 2026-08-22',
  },
  {
    key: 'sidecar.istio.io/bootstrapOverride',
    replacesProxy: true,
    opens: 'the proxy starts with a configuration of the ConfigMap',
    source: 'istio/istio, injection-template.yaml, 2026-08-22',
  },
  {
    key: 'sidecar.istio.io/userVolume',
    opens: 'adds volumes to the pod after it was reviewed',
    source: 'istio/istio, injection-template.yaml, 2026-08-22',
  },
  {
    key: 'sidecar.istio.io/userVolumeMount',
    replacesProxy: true,
    opens: 'mounts volumes into the proxy',
    source: 'istio/istio, injection-template.yaml, 2026-08-22',
  },
  {
    key: 'sidecar.istio.io/proxyImage',
    replacesProxy: true,
    opens: 'another image terminates mTLS',
    source: 'istio/istio, injection-template.yaml, 2026-08-22',
  },
  {
    key: 'sidecar.istio.io/proxyImageType',
    shut: ['distroless', 'default'],
    opens: 'debug has a shell in the proxy',
    source: 'istio/istio, injection-template.yaml, 2026-08-22',
  },
  {
    key: 'sidecar.istio.io/discoveryAddress',
    replacesProxy: true,
    opens: 'another control plane configures the proxy',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'sidecar.istio.io/enableCoreDump',
    shut: ['false'],
    opens: 'core dumps hold keys and prompts',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'sidecar.istio.io/logLevel',
    shut: ['info', 'warning', 'error', 'critical', 'off'],
    opens: 'debug and trace write headers and tokens into logs',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'sidecar.istio.io/componentLogLevel',
    opens: 'can write headers and tokens into logs',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'sidecar.istio.io/agentLogLevel',
    shut: ['info', 'warning', 'warn', 'error', 'fatal', 'none'],
    opens: 'debug writes certificates and configuration into logs',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'sidecar.istio.io/controlPlaneAuthPolicy',
    shut: ['MUTUAL_TLS'],
    opens: 'NONE takes any control plane',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'inject.istio.io/templates',
    shut: ['sidecar'],
    replacesProxy: true,
    opens: 'another template takes the place of the sidecar',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'proxy.istio.io/overrides',
    replacesProxy: true,
    opens: 'changes the container of the proxy',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'traffic.sidecar.istio.io/excludeInterfaces',
    opens: 'traffic of the interface passes the proxy by',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'traffic.sidecar.istio.io/kubevirtInterfaces',
    opens: 'inbound traffic of the interface is taken for outbound',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'istio.io/reroute-virtual-interfaces',
    opens: 'inbound traffic of the interface is taken for outbound',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'status.sidecar.istio.io/port',
    shut: ['15020', '15021'],
    opens: '0 switches off the port by which the readiness of the proxy is known',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'ambient.istio.io/bypass-inbound-capture',
    shut: ['false'],
    opens: 'inbound traffic is not captured by ztunnel',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
  {
    key: 'ambient.istio.io/dns-capture',
    shut: ['true'],
    opens: 'names are resolved past the mesh',
    source: 'istio/api, annotation/annotations.yaml, 2026-07-21',
  },
];
