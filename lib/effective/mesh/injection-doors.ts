import { isFalse, isFilled, isForeign, isOtherThan, isTrue, Setting } from './settings';

/** Variables of istiod by which it asks nobody, or believes anybody. Source: istio.io, "pilot-discovery", 2026-08-22. */
export const CONTROL_PLANE_DOORS: readonly { readonly key: string; readonly shut: readonly string[] }[] = [
  { key: 'PILOT_ENABLE_XDS_IDENTITY_CHECK', shut: ['true', ''] },
  { key: 'PILOT_SKIP_VALIDATE_TRUST_DOMAIN', shut: ['false', ''] },
  { key: 'PILOT_INSECURE_MULTICLUSTER_KUBECONFIG_OPTIONS', shut: [''] },
  { key: 'XDS_AUTH', shut: ['true', ''] },
  { key: 'XDS_AUTH_PLAINTEXT', shut: ['false', ''] },
  { key: 'VERIFY_CERTIFICATE_AT_CLIENT', shut: ['true', ''] },
  { key: 'JWKS_RESOLVER_INSECURE_SKIP_VERIFY', shut: ['false', ''] },
  { key: 'UNSAFE_ENABLE_ADMIN_ENDPOINTS', shut: ['false', ''] },
  { key: 'CA_TRUSTED_NODE_ACCOUNTS', shut: ['', 'istio-system/ztunnel', 'kube-system/ztunnel'] },
  { key: 'SPIFFE_BUNDLE_ENDPOINTS', shut: [''] },
];

/** Namespaces of the platform, whose pods are not in the mesh. */
const PLATFORM = ['kube-system', 'kube-public', 'kube-node-lease', 'istio-system', 'istio-cni'];

/** Parts of pods that an injection template has only if it was changed: that of Istio writes them by an expression. */
const GIVES_NODE = /\b(privileged|hostNetwork|hostPID|hostIPC|allowPrivilegeEscalation): *["']?true\b|\bhostPath:/;
const givesNode = (value: unknown): boolean => typeof value === 'string' && GIVES_NODE.test(value);
const isLevelOfKeys = (value: unknown): boolean => /debug|trace/.test(String(value));

/** Values of the charts of Istio. Source: istio/istio, manifests/charts/istio-control/istio-discovery/values.yaml, 2026-08-22. */
export const VALUES_DOORS: readonly Setting[] = [
  ...['excludeIPRanges', 'excludeInboundPorts', 'excludeOutboundPorts'].map((name) => ({
    at: `global.proxy.${name}`,
    isOpen: isFilled,
    opens: 'lets traffic of every pod pass its proxy by',
  })),
  ...['includeIPRanges', 'includeInboundPorts'].map((name) => ({
    at: `global.proxy.${name}`,
    isOpen: isOtherThan('*'),
    opens: 'lets all other traffic of every pod pass its proxy by',
  })),
  { at: 'global.proxy.privileged', isOpen: isTrue, opens: 'makes proxies privileged' },
  { at: 'global.proxy.enableCoreDump', isOpen: isTrue, opens: 'writes keys and prompts into core dumps' },
  { at: 'global.proxy.image', isOpen: (value) => String(value).includes('/'), opens: 'runs another proxy' },
  ...['logLevel', 'componentLogLevel'].map((name) => ({
    at: `global.proxy.${name}`,
    isOpen: isLevelOfKeys,
    opens: 'writes headers and tokens into logs',
  })),
  { at: 'global.caAddress', isOpen: isForeign, opens: 'has certificates signed by a foreign host' },
  { at: 'global.remotePilotAddress', isOpen: isForeign, opens: 'has proxies configured by a foreign control plane' },
  ...['caAddress', 'xdsAddress'].map((name) => ({
    at: `ztunnel.${name}`,
    isOpen: isForeign,
    opens: 'has ztunnel believe a foreign host',
  })),
  {
    at: 'cni.excludeNamespaces.[]',
    isOpen: isOtherThan(...PLATFORM),
    opens: 'leaves pods of a namespace to their own rules',
  },
  { at: 'global.jwtPolicy', isOpen: isOtherThan('', 'third-party-jwt'), opens: 'takes tokens that are for others' },
  { at: 'sidecarInjectorWebhook.rewriteAppHTTPProbe', isOpen: isFalse, opens: 'has probes fail under mutual TLS' },
  { at: 'sidecarInjectorWebhook.neverInjectSelector', isOpen: isFilled, opens: 'leaves pods without a proxy' },
  { at: 'sidecarInjectorWebhook.injectedAnnotations', isOpen: isFilled, opens: 'adds annotations to every pod' },
  { at: 'sidecarInjectorWebhook.templates.{}', isOpen: givesNode, opens: 'adds containers with rights over the node' },
  ...CONTROL_PLANE_DOORS.map(({ key, shut }) => ({
    at: `pilot.env.${key}`,
    isOpen: isOtherThan(...shut),
    opens: 'has istiod believe whom it should ask',
  })),
];

/** Configuration of the injector. Source: istio/istio, pkg/kube/inject/inject.go, `Config`, 2026-08-22. */
export const INJECTOR_DOORS: readonly Setting[] = [
  { at: 'policy', isOpen: isOtherThan('enabled'), opens: 'leaves pods without a proxy that do not ask for one' },
  { at: 'neverInjectSelector', isOpen: isFilled, opens: 'leaves pods without a proxy' },
  { at: 'injectedAnnotations', isOpen: isFilled, opens: 'adds annotations to every pod' },
  { at: 'templates.{}', isOpen: givesNode, opens: 'adds containers with rights over the node' },
];
