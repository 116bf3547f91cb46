import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { goBuild } from '../support/go';

/** What the sidecar of a pod is told by Istio's control plane. */
export interface SidecarConfiguration {
  readonly listeners: any[];
  readonly clusters: string[];
  /** Clusters with all that a proxy is told of them. */
  readonly clusterConfigs: any[];
  readonly routes: any[];
  /** What is wrong with filters that manifests patch in. */
  readonly problems: string[];
}

const IP = '10.1.2.3';

/** Kinds that Istio reads as its own; it looks at pods, Services and their endpoints beside them. */
export const isIstio = ({ apiVersion }: any) =>
  /^(networking|security|telemetry|extensions)\.istio\.io\//.test(apiVersion);

/** Builds Istio's control plane from its published module. */
export function buildIstiod(): string {
  return goBuild(join(__dirname, 'istiod'), 'istiod', ['-s', '-w']);
}

/** Objects of a cluster, one of whose Services is asked about. */
export interface Question {
  readonly objects: any[];
  readonly service: string;
  readonly extensionProviders?: object[];
}

/** What a pod of a Service would get, if only these objects were in the cluster. */
export function sidecarOf(
  binary: string,
  objects: any[],
  service: string,
  extensionProviders: object[] = [],
): SidecarConfiguration {
  return sidecarsOf(binary, [{ objects, service, extensionProviders }])[0];
}

/** The same for many clusters, each in a process of its own: caches of Istio outlive one question. */
export function sidecarsOf(binary: string, questions: readonly Question[]): SidecarConfiguration[] {
  return questions.map((question) => answerTo(binary, sidecarQuestion(question)));
}

/** What the control plane says to a question. */
export function answerTo(binary: string, question: object): SidecarConfiguration {
  const options = { input: JSON.stringify(question), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout, stderr } = spawnSync(binary, options);
  if (status !== 0) {
    throw new Error(`istiod ended with ${status}: ${stderr}`);
  }
  return JSON.parse(stdout) as SidecarConfiguration;
}

function sidecarQuestion({ objects, service, extensionProviders = [] }: Question): object {
  const { metadata, spec } = objects.find(({ kind, metadata: { name } }) => kind === 'Service' && name === service);
  const { namespace } = metadata;
  const patches = objects
    .filter(({ kind }) => kind === 'EnvoyFilter')
    .flatMap((filter) => filter.spec.configPatches)
    .filter(({ applyTo, patch }) => applyTo === 'HTTP_FILTER' && patch.value !== undefined);
  return {
    configs: documents(objects.filter(isIstio)),
    kubernetes: documents([
      ...objects.filter(({ kind }) => kind === 'Service'),
      ...replica({ name: service, namespace, spec, ip: IP, pod: 'replica' }),
    ]),
    extensionProviders,
    filters: patches.map(({ patch }) => patch.value),
    namespace,
    labels: spec.selector,
    ip: IP,
  };
}

/** HTTP filters that a request to a port of the pod passes, in their order, each with what it is told. */
export function inboundFilters({ listeners }: SidecarConfiguration, port: number): { name: string; config: any }[] {
  return inboundChains(listeners, port).flatMap(({ filters }) =>
    filters
      .filter(({ name }: any) => name === 'envoy.filters.network.http_connection_manager')
      .flatMap(({ typedConfig }: any) =>
        typedConfig.httpFilters.map(({ name, typedConfig: config }: any) => ({ name, config })),
      ),
  );
}

/** Filter chains for a port of the pod. */
export function inboundChains(listeners: any[], port: number): any[] {
  const inbound = listeners.find(({ name }) => name === 'virtualInbound');
  return inbound.filterChains.filter(({ filterChainMatch }: any) => filterChainMatch?.destinationPort === port);
}

/** JSON is YAML, and leaves no word open to be read as a boolean. */
export function documents(objects: any[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

/** A pod of a Service, with its address. */
export interface Replica {
  readonly name: string;
  readonly namespace: string;
  /** Of the Service. */
  readonly spec: any;
  readonly ip: string;
  readonly pod: string;
  /** Service account of the pod. */
  readonly account?: string;
}

/** A pod that is ready, and the slice that names it. */
export function replica(of: Replica): object[] {
  return [pod(of), endpoints(of)];
}

function pod({ pod: name, namespace, spec: { selector, ports }, ip, account }: Replica): object {
  const listens = ports.map(({ targetPort, port }: any) => ({
    ...(typeof targetPort === 'string' && { name: targetPort }),
    ...{ containerPort: port, protocol: 'TCP' },
  }));
  const labels = { ...selector, 'security.istio.io/tlsMode': 'istio' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { serviceAccountName: account, containers: [{ name: 'engine', ports: listens }] },
    status: { podIP: ip, podIPs: [{ ip }], phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

function endpoints({ name, namespace, spec: { ports }, ip, pod: target }: Replica): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    addressType: 'IPv4',
    metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
    endpoints: [{ addresses: [ip], conditions: { ready: true }, targetRef: { kind: 'Pod', name: target, namespace } }],
    ports: ports.map(({ name: port, port: number, protocol, appProtocol }: any) => ({
      ...{ name: port, port: number, protocol, appProtocol },
    })),
  };
}
