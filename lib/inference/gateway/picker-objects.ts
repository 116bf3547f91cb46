import { EndpointPickerProps } from './picker-props';
import { containerSecurityContext, podSecurityContext } from '../../kubernetes/hardened-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Mesh } from '../../kubernetes/mesh';
import { API_TOKEN_MOUNT, apiTokenVolume } from '../api-access';
import { typed } from '../inbound-filter';

/** Port of the picker that the gateway asks, by the protocol ext_proc of Envoy. */
export const PICKER_PORT = 9002;

const HEALTH_PORT = 9003;

/** API group of InferencePool since its version v1. */
export const POOL_GROUP = 'inference.networking.k8s.io';

/** Group of InferenceObjective and InferenceModelRewrite in releases of the picker up to 1.5. */
const OBJECTIVES_GROUP = 'inference.networking.x-k8s.io';

/** The user of distroless images, from which the image is made. */
const NONROOT = { user: 65532, group: 65532 };

/** Seconds that requests have to end, as the chart of the picker has them. */
const GRACE_SECONDS = 130;

/** The picker reads whole requests, and holds each while it decides. */
const RESOURCES = {
  requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '256Mi' },
};

/**
 * What the picker reads of the API, and all that it does there: without leader election it writes nothing.
 *
 * Source: the requests of its release 1.5.0 to an API server, test/judges/cluster/endpoint-picker.judge.ts.
 */
export function pickerRules(pool: string): object[] {
  const verbs = ['list', 'watch'];
  return [
    { apiGroups: [''], resources: ['pods'], verbs },
    { apiGroups: [POOL_GROUP], resources: ['inferencepools'], resourceNames: [pool], verbs },
    { apiGroups: [OBJECTIVES_GROUP], resources: ['inferenceobjectives', 'inferencemodelrewrites'], verbs },
  ];
}

/** What the pods of a picker are made from. */
export interface PickerPods {
  readonly name: string;
  readonly namespace: string;
  readonly pool: string;
  readonly labels: Record<string, string>;
  readonly image: string;
  readonly replicas: number;
  readonly mesh: Mesh;
  readonly version: KubernetesVersion;
}

/** Two or more that all answer: with leader election requests are refused until another one has been elected. */
export function pickerDeployment(pods: PickerPods): object {
  const { labels, replicas, mesh } = pods;
  const hostname = 'kubernetes.io/hostname';
  const spread = { maxSkew: 1, topologyKey: hostname, whenUnsatisfiable: 'ScheduleAnyway' };
  return {
    replicas,
    selector: { matchLabels: labels },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: { labels: { ...labels, ...mesh.podLabels }, annotations: mesh.podAnnotations },
      spec: {
        serviceAccountName: pods.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: GRACE_SECONDS,
        securityContext: podSecurityContext(NONROOT, pods.version),
        topologySpreadConstraints: [{ ...spread, labelSelector: { matchLabels: labels } }],
        volumes: [apiTokenVolume({})],
        containers: [container(pods)],
      },
    },
  };
}

function container({ image, pool, namespace }: PickerPods): object {
  const health = { grpc: { port: HEALTH_PORT } };
  return {
    name: 'picker',
    image,
    imagePullPolicy: 'Always',
    args: pickerArguments(pool, namespace),
    env: [
      { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ],
    ports: [
      { name: 'grpc', containerPort: PICKER_PORT, protocol: 'TCP' },
      { name: 'health', containerPort: HEALTH_PORT, protocol: 'TCP' },
    ],
    securityContext: containerSecurityContext(),
    resources: RESOURCES,
    startupProbe: { ...health, periodSeconds: 2, failureThreshold: 60 },
    readinessProbe: { ...health, periodSeconds: 2 },
    livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 6 },
    volumeMounts: [API_TOKEN_MOUNT],
  };
}

/**
 * Arguments of the picker. Its sidecar does TLS, with certificates of the mesh in place of one that it signs itself; its own
 * metrics have no reader, and would need a ClusterRole; profiles and traces are for those who develop it.
 *
 * Source: gateway-api-inference-extension 1.5.0, pkg/epp/server/options.go.
 */
export function pickerArguments(pool: string, namespace: string): string[] {
  return [
    ...[`--pool-name=${pool}`, `--pool-namespace=${namespace}`, `--pool-group=${POOL_GROUP}`],
    ...[`--grpc-port=${PICKER_PORT}`, `--grpc-health-port=${HEALTH_PORT}`, '--secure-serving=false'],
    ...['--metrics-endpoint-auth=false', '--enable-pprof=false', '--tracing=false'],
    // whoever may set the header of Envoy's subsets would choose the replica
    '--disable-endpoint-subset-filter=true',
  ];
}

/** The pool fails closed: without an answer of the picker requests are refused. */
export function poolSpec({ service }: EndpointPickerProps, picker: string): object {
  return {
    selector: { matchLabels: service.podSelector },
    targetPorts: [{ number: service.port }],
    endpointPickerRef: {
      ...{ group: '', kind: 'Service', name: picker },
      ...{ port: { number: PICKER_PORT }, failureMode: 'FailClose' },
    },
  };
}

/**
 * The picker reads metrics at the addresses of pods, which its sidecar knows nothing of and passes on in clear text: STRICT
 * refuses that. The patch gives what is passed on the certificate of the mesh, and asks for the identity of the replicas.
 *
 * Source: istio.io/istio, pilot/pkg/networking/core/cluster_tls.go and pkg/security/retry.go, 2026-08-27.
 */
export function scrapeThroughMesh(labels: Record<string, string>, identity: string): object {
  const secret = (name: string) => ({
    name,
    sds_config: {
      resource_api_version: 'V3',
      initial_fetch_timeout: '0s',
      api_config_source: {
        ...{ api_type: 'GRPC', transport_api_version: 'V3', set_node_on_first_message_only: true },
        grpc_services: [{ envoy_grpc: { cluster_name: 'sds-grpc' } }],
      },
    },
  });
  const tls = typed('transport_sockets.tls.v3.UpstreamTlsContext', {
    common_tls_context: {
      alpn_protocols: ['istio'],
      tls_certificate_sds_secret_configs: [secret('default')],
      combined_validation_context: {
        default_validation_context: {
          match_typed_subject_alt_names: [{ san_type: 'URI', matcher: { exact: identity } }],
        },
        validation_context_sds_secret_config: secret('ROOTCA'),
      },
    },
  });
  return {
    workloadSelector: { labels },
    configPatches: [
      {
        applyTo: 'CLUSTER',
        match: { context: 'SIDECAR_OUTBOUND', cluster: { name: 'PassthroughCluster' } },
        patch: {
          operation: 'MERGE',
          value: { transport_socket: { name: 'envoy.transport_sockets.tls', typed_config: tls } },
        },
      },
    ],
  };
}
