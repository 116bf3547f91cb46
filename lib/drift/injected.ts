import { Defaults } from './defaults';

/** The container that a mesh adds. Istio adds it as an init container that goes on running, from 1.29 on by default. */
export const SIDECAR = 'istio-proxy';

const anyOf =
  (...names: string[]) =>
  ({ name }: any) =>
    names.includes(name);

/**
 * What webhooks that ACK and Service Mesh install add to pods, as defaults of a pod spec.
 *
 * Source: the injection template of Istio, manifests/charts/istio-control/istio-discovery/files/injection-template.yaml; what
 * ack-pod-identity-webhook adds is in Alibaba Cloud's "Use RRSA to authorize different pods to access different cloud services".
 */
export const INJECTED: Defaults = {
  'containers[]': anyOf(SIDECAR, 'istio-validation'),
  'volumes[]': anyOf(
    ...['workload-socket', 'credential-socket', 'workload-certs', 'istio-envoy', 'istio-data', 'istio-podinfo'],
    ...['istio-token', 'istiod-ca-cert', 'istio-ca-crl', 'istio-certs', 'rrsa-oidc-token'],
  ),
  'containers[].env[]': anyOf(
    ...['ALIBABA_CLOUD_ROLE_ARN', 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABA_CLOUD_OIDC_TOKEN_FILE'],
    'ALIBABA_CLOUD_STS_ENDPOINT',
  ),
  'containers[].volumeMounts[]': ({ name, readOnly }: any) => name === 'rrsa-oidc-token' && readOnly === true,
};

/** Where the agent of the sidecar answers the probes of a container in its place, by kind of probe. */
const AGENT_PORT = 15020;
const PROBES = { livenessProbe: 'livez', readinessProbe: 'readyz', startupProbe: 'startupz' } as const;

/** Probes that Istio hands to the agent: over the network, where mTLS is in their way. */
const HANDED = ['httpGet', 'tcpSocket', 'grpc'] as const;

type Spec = Readonly<Record<string, any>>;

/** A running pod with the probes of its template where the agent of the sidecar answers them in the place of the container. */
export function withDeclaredProbes(template: Spec, running: Spec): Spec {
  const declared = new Map<string, Spec>((template.containers ?? []).map((each: Spec) => [each.name, each]));
  const containers = running.containers?.map((each: Spec) => withProbesOf(declared.get(each.name) ?? {}, each));
  return containers === undefined ? running : { ...running, containers };
}

function withProbesOf(declared: Spec, container: Spec): Spec {
  const handed = Object.entries(PROBES).flatMap(([probe, end]) => {
    const handler = HANDED.find((kind) => declared[probe]?.[kind] !== undefined);
    const { httpGet, ...others } = container[probe] ?? {};
    const isHanded = httpGet?.port === AGENT_PORT && httpGet.path === `/app-health/${container.name}/${end}`;
    return handler !== undefined && isHanded ? [[probe, { ...others, [handler]: declared[probe][handler] }]] : [];
  });
  return { ...container, ...Object.fromEntries(handed) };
}
