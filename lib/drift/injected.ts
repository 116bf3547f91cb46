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

/** Where the agent of the sidecar answers the probes of a container in its place. */
const PROBE_PORT = 15020;

/** Whether a probe was handed to the sidecar. */
export function isRewrittenProbe(path: string, actual: unknown): boolean {
  return (
    (/\.(liveness|readiness|startup)Probe\.httpGet\.path$/.test(path) && /^\/app-health\//.test(String(actual))) ||
    (/\.(liveness|readiness|startup)Probe\.httpGet\.port$/.test(path) && actual === PROBE_PORT)
  );
}
