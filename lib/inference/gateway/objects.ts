import { Yaml } from 'cdk8s';
import { GatewayClients, GatewayExposure } from './props';
import { HTTPS } from '../../kubernetes/gateway-listener';
import { containerSecurityContext, podSecurityContext } from '../../kubernetes/hardened-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { namespaceNamed } from '../../kubernetes/namespace-selector';
import { TENANT_HEADER } from '../caller-tokens';
import { CLOUD_SERVICES } from '../cloud-identity';
import { Operation } from '../connections';

/** Class of Gateways whose pods Istio makes. */
export const GATEWAY_CLASS = 'istio';

/** Resources of a pod of the gateway. Envoy holds bodies until they are complete. */
const RESOURCES = {
  requests: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '1Gi' },
};

/** The user that images of Istio's proxy are made for. */
const PROXY_USER = { user: 1337, group: 1337 };

/** What the pods of a gateway are made from. */
export interface GatewayPods {
  readonly name: string;
  readonly image: string;
  readonly version: KubernetesVersion;
  readonly replicas: number;
  readonly exposure: GatewayExposure;
}

/** Labels by which the pods of a Gateway are found, https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export function labelsOf(gateway: string): { [key: string]: string } {
  return { 'gateway.networking.k8s.io/gateway-name': gateway };
}

/** Istio names the service account after the Gateway and its class. */
export function accountOf(gateway: string): string {
  return `${gateway}-${GATEWAY_CLASS}`;
}

/**
 * What Istio merges into the objects that it makes for a Gateway. Their pods have no seccomp profile by themselves, and a
 * namespace that enforces `restricted` refuses them.
 *
 * Source: istio.io/istio, pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go, 2026-08-27.
 */
export function gatewayOverlay(pods: GatewayPods): Record<string, string> {
  const { name, image, version, replicas, exposure } = pods;
  const spec = {
    serviceAccountName: accountOf(name),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurityContext(PROXY_USER, version),
    containers: [{ name: 'istio-proxy', image, securityContext: containerSecurityContext(), resources: RESOURCES }],
  };
  // one more pod during an update would be one more budget
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
  const overlays = {
    deployment: { spec: { replicas, strategy, template: { metadata: { labels: labelsOf(name) }, spec } } },
    podDisruptionBudget: { spec: { maxUnavailable: 1 } },
    // the policy of the gateway knows clients by their addresses
    ...(exposure === GatewayExposure.VPC && { service: { spec: { externalTrafficPolicy: 'Local' } } }),
  };
  return Object.fromEntries(Object.entries(overlays).map(([key, overlay]) => [key, Yaml.stringify(overlay)]));
}

/** Rules of the NetworkPolicy that let clients in. */
export function clientsIngress({ cidrs = [], namespaces = [] }: GatewayClients, exposure: GatewayExposure): object[] {
  // health checks of load balancers come from there
  const ranges = [...cidrs, ...(exposure === GatewayExposure.VPC ? [CLOUD_SERVICES] : [])];
  const from = [
    ...ranges.map((cidr) => ({ ipBlock: { cidr } })),
    ...namespaces.map((name) => ({ namespaceSelector: namespaceNamed(name) })),
  ];
  // Istio maps no ports: that of the listener is that of the container
  return [{ from, ports: [{ port: HTTPS, protocol: 'TCP' }] }];
}

/** A rule of an AuthorizationPolicy: who may call a host, and as which tenant. Both claim and header must name it. */
export function tenantRule(
  hostname: string,
  operations: readonly Operation[],
  { requestPrincipal, claim, tenants }: { requestPrincipal: string; claim: string; tenants: readonly string[] },
): object {
  return {
    from: [{ source: { requestPrincipals: [requestPrincipal] } }],
    to: operations.map(({ method, paths }) => ({
      operation: { hosts: [hostname, `${hostname}:*`], methods: [method], paths: [...paths] },
    })),
    when: [
      { key: `request.auth.claims[${claim}]`, values: [...tenants] },
      { key: `request.headers[${TENANT_HEADER}]`, values: [...tenants] },
    ],
  };
}

/** Matches of an HTTPRoute. A path with a part that varies is a regular expression, as the policies of services mean it. */
export function routeMatches(operations: readonly Operation[]): object[] {
  return operations.flatMap(({ method, paths }) =>
    paths.map((path) => {
      const varies = path.includes('{');
      const value = varies ? path.replaceAll('.', '[.]').replaceAll('{**}', '.+').replaceAll('{*}', '[^/]+') : path;
      return { method, path: { type: varies ? 'RegularExpression' : 'Exact', value } };
    }),
  );
}

/** What a line of the access log says: who called which model, and nothing of what was said. */
export const AUDIT_FIELDS = {
  time: '%START_TIME%',
  tenant: `%REQ(${TENANT_HEADER.toUpperCase()})%`,
  host: '%REQ(:AUTHORITY)%',
  route: '%ROUTE_NAME%',
  service: '%UPSTREAM_CLUSTER%',
  method: '%REQ(:METHOD)%',
  status: '%RESPONSE_CODE%',
  details: '%RESPONSE_CODE_DETAILS%',
  milliseconds: '%DURATION%',
  received: '%BYTES_RECEIVED%',
  sent: '%BYTES_SENT%',
  request_id: '%REQ(X-REQUEST-ID)%',
  client: '%DOWNSTREAM_REMOTE_ADDRESS%',
};
