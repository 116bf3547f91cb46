import { KNOWN_ENGINES } from '../engines/launches';

/**
 * Fields that models over all objects read, by API group and kind. `check` keeps only these of an object once it has been
 * judged alone, so that thousands fit in memory; apiVersion, kind, names and labels are always kept. An empty list keeps
 * nothing more.
 */
export const FIELDS_OF_MODELS: Readonly<Record<string, readonly string[]>> = {
  'networking.k8s.io/NetworkPolicy': ['spec'],
  'policy.networking.k8s.io/AdminNetworkPolicy': ['spec'],
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy': ['spec'],
  'security.istio.io/PeerAuthentication': ['spec'],
  'security.istio.io/AuthorizationPolicy': ['spec', 'metadata.annotations'],
  'security.istio.io/RequestAuthentication': ['spec.selector', 'spec.targetRef', 'spec.targetRefs'],
  'extensions.istio.io/WasmPlugin': ['spec.targetRef', 'spec.targetRefs'],
  'telemetry.istio.io/Telemetry': ['spec.targetRef', 'spec.targetRefs'],
  'gateway.envoyproxy.io/SecurityPolicy': ['spec.targetRef', 'spec.targetRefs'],
  'gateway.envoyproxy.io/ClientTrafficPolicy': ['spec.targetRef', 'spec.targetRefs'],
  'gateway.envoyproxy.io/Backend': [],
  'gateway.networking.k8s.io/BackendTLSPolicy': ['spec.targetRefs'],
  'gateway.networking.k8s.io/Gateway': ['spec.gatewayClassName'],
  'gateway.networking.k8s.io/ListenerSet': [],
  'gateway.networking.x-k8s.io/XListenerSet': [],
  'networking.istio.io/EnvoyFilter': ['spec'],
  'networking.istio.io/DestinationRule': ['spec'],
  'networking.istio.io/ServiceEntry': ['spec.hosts', 'spec.ports', 'spec.exportTo', 'spec.location'],
  'rbac.authorization.k8s.io/Role': ['rules'],
  'rbac.authorization.k8s.io/ClusterRole': ['rules', 'aggregationRule'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef', 'subjects'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef', 'subjects'],
  'networking.istio.io/VirtualService': ['spec'],
  'policy.sigstore.dev/ClusterImagePolicy': ['spec'],
  'kyverno.io/ClusterPolicy': ['spec'],
  'policies.kyverno.io/ImageValidatingPolicy': ['spec'],
  'kritis.grafeas.io/GenericAttestationPolicy': [],
  'constraints.gatekeeper.sh/RatifyVerification': ['spec.enforcementAction'],
  'install.istio.io/IstioOperator': ['spec'],
  'maistra.io/ServiceMeshControlPlane': ['spec'],
  'operator.istio.io/Istio': ['spec'],
  'sailoperator.io/Istio': ['spec'],
  'sailoperator.io/IstioRevision': ['spec'],
  '/ConfigMap': ['data'],
  '/Service': ['spec'],
  '/Endpoints': ['subsets'],
  'discovery.k8s.io/EndpointSlice': ['endpoints'],
  'networking.k8s.io/Ingress': ['spec.rules', 'spec.defaultBackend'],
  'gateway.networking.k8s.io/HTTPRoute': ['spec.rules'],
  'gateway.networking.k8s.io/GRPCRoute': ['spec.rules'],
  'gateway.networking.k8s.io/TCPRoute': ['spec.rules'],
  'gateway.networking.k8s.io/TLSRoute': ['spec.rules'],
  'gateway.networking.k8s.io/UDPRoute': ['spec.rules'],
};

/** Fields that models over all objects read of each pod template, relative to the template. */
export const FIELDS_OF_PODS: readonly string[] = [
  ...['metadata.annotations', 'spec.hostNetwork', 'spec.containers.ports'],
  ...['spec.serviceAccountName', 'spec.serviceAccount', 'spec.volumes.configMap', 'spec.volumes.projected'],
  ...['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) =>
    ['image', 'command', 'envFrom', 'workingDir'].map((field) => `spec.${list}.${field}`),
  ),
];

/** Characters of a text in a ConfigMap that models read: longer ones are programs and tables. */
const LONGEST_TEXT = 64 * 1024;

/** Names of variables, as engines and loaders have them. */
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/;

/** Settings of Istio and of its injector. */
const OF_MESH = ['mesh', 'values'];

/** Settings that engines refuse, as keys of a configuration file; one word alone says nothing of engines. */
const REFUSED_KEYS = KNOWN_ENGINES.flatMap(({ refusedFlags }) => refusedFlags.map(({ name }) => name.split('.')[0]))
  .filter((name) => /^--\w+-/.test(name))
  .map((name) => name.slice(2).replaceAll('-', '[-_]'));
const REFUSED_KEY = RegExp(`^\\s*"?(${[...new Set(REFUSED_KEYS)].join('|')})"?\\s*:`, 'm');

/** What scripts and configuration files of engines begin or are written with. */
const TELLS_ENGINES =
  /^#!|vllm|sglang|triton|llama|torchserve|text-generation|lmdeploy|ollama|(^|\s)--?[a-z]|^\s*"?(model|trust|load|tokenizer|max[-_]model|served|gpu[-_]memory|tensor[-_]parallel)/m;

/** Whether a text of a ConfigMap may be a variable, a script or a configuration file of an engine or of the mesh. Others count as not there. */
export function isKept(key: string, text: unknown): boolean {
  return (
    typeof text === 'string' &&
    text.length <= LONGEST_TEXT &&
    (VARIABLE.test(key) || OF_MESH.includes(key) || TELLS_ENGINES.test(text) || REFUSED_KEY.test(text))
  );
}
