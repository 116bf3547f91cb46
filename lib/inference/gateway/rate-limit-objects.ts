import { Yaml } from 'cdk8s';
import { containerSecurityContext, podSecurityContext } from '../../kubernetes/hardened-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Mesh } from '../../kubernetes/mesh';
import { TenantBudget } from '../tenant-budget';

/** Port that gateways ask, by Envoy's protocol for rate limits. */
export const RATE_LIMIT_PORT = 8081;

/** The method that a gateway calls. */
export const SHOULD_RATE_LIMIT = '/envoy.service.ratelimit.v3.RateLimitService/ShouldRateLimit';

/** The user of distroless images, from which the image is made. */
const NONROOT = { user: 65532, group: 65532 };

const LIMITS = { volume: 'limits', root: '/limits' };

const AUTHORITY = { volume: 'store-authority', path: '/store' };

const RESOURCES = {
  requests: { cpu: '200m', memory: '128Mi', 'ephemeral-storage': '32Mi' },
  limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '128Mi' },
};

/** A tenant and what it may use. */
export interface TenantLimit {
  readonly name: string;
  readonly budget: TenantBudget;
}

/** The limits of one gateway as the service reads them. A limit is a key, a tenant its value. */
export function limitsFile(domain: string, tenants: readonly TenantLimit[]): string {
  const descriptors = tenants.flatMap(({ name: value, budget }) =>
    budget._windows().map(({ limit: key, unit, amount }) => ({
      key,
      value,
      rate_limit: { unit, requests_per_unit: amount },
    })),
  );
  return Yaml.stringify({ domain, descriptors });
}

/** What the pods of the service are made from. */
export interface RateLimitPods {
  readonly name: string;
  readonly image: string;
  readonly replicas: number;
  readonly labels: Record<string, string>;
  readonly mesh: Mesh;
  readonly version: KubernetesVersion;
  readonly store: { readonly address: string; readonly secret: string };
}

export function rateLimitDeployment(pods: RateLimitPods): object {
  const { labels, mesh, store } = pods;
  const spread = { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };
  const authority = { secretName: store.secret, items: [{ key: 'ca.crt', path: 'ca.crt' }], defaultMode: 0o440 };
  return {
    replicas: pods.replicas,
    selector: { matchLabels: labels },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: { labels: { ...labels, ...mesh.podLabels }, annotations: mesh.podAnnotations },
      spec: {
        serviceAccountName: pods.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext(NONROOT, pods.version),
        topologySpreadConstraints: [{ ...spread, labelSelector: { matchLabels: labels } }],
        volumes: [
          { name: LIMITS.volume, configMap: { name: pods.name } },
          { name: AUTHORITY.volume, secret: authority },
        ],
        containers: [container(pods)],
      },
    },
  };
}

function container({ image, store }: RateLimitPods): object {
  const health = { grpc: { port: RATE_LIMIT_PORT, service: 'ratelimit' } };
  return {
    name: 'ratelimit',
    image,
    imagePullPolicy: 'Always',
    command: ['/bin/ratelimit'],
    env: [
      ...Object.entries(rateLimitSettings(store.address)).map(([name, value]) => ({ name, value })),
      { name: 'REDIS_AUTH', valueFrom: { secretKeyRef: { name: store.secret, key: 'auth' } } },
    ],
    ports: [{ name: 'grpc', containerPort: RATE_LIMIT_PORT, protocol: 'TCP' }],
    securityContext: containerSecurityContext(),
    resources: RESOURCES,
    startupProbe: { ...health, periodSeconds: 2, failureThreshold: 60 },
    readinessProbe: { ...health, periodSeconds: 5 },
    // one that has lost its store is not ready, and would not find it again by a restart
    livenessProbe: { grpc: { port: RATE_LIMIT_PORT }, periodSeconds: 10, failureThreshold: 6 },
    volumeMounts: [
      { name: LIMITS.volume, mountPath: `${LIMITS.root}/config`, readOnly: true },
      { name: AUTHORITY.volume, mountPath: AUTHORITY.path, readOnly: true },
    ],
  };
}

/**
 * Settings of the service. Its other ports, for JSON and for those who develop it, are left to the pod itself.
 *
 * Source: envoyproxy/ratelimit, src/settings/settings.go, 2026-01-22.
 */
export function rateLimitSettings(store: string): Record<string, string> {
  return {
    ...{ GRPC_PORT: String(RATE_LIMIT_PORT), HOST: '127.0.0.1', DEBUG_HOST: '127.0.0.1' },
    ...{ RUNTIME_ROOT: LIMITS.root, RUNTIME_SUBDIRECTORY: '', RUNTIME_WATCH_ROOT: 'false' },
    // names of files in a ConfigMap are links to a folder that begins with a dot
    RUNTIME_IGNOREDOTFILES: 'true',
    ...{ BACKEND_TYPE: 'redis', REDIS_SOCKET_TYPE: 'tcp', REDIS_TYPE: 'SINGLE', REDIS_URL: store },
    ...{ REDIS_TLS: 'true', REDIS_TLS_CACERT: `${AUTHORITY.path}/ca.crt` },
    ...{ REDIS_TIMEOUT: '1s', REDIS_HEALTH_CHECK_ACTIVE_CONNECTION: 'true' },
    ...{ USE_STATSD: 'false', DISABLE_STATS: 'true', LOG_LEVEL: 'warn', LOG_FORMAT: 'json' },
  };
}
