import { isFalse, isFilled, isForeign, isOtherThan, isTrue, Setting } from './settings';
import { MESH_ROOT } from '../../objects/mesh-root';

/** Headers that say who calls, as access logs name them. */
const LOGS_KEYS =
  /(REQ|RESP|TRAILER)(_WITHOUT_QUERY)?\((authorization|proxy-authorization|cookie|set-cookie|x-api-key|api-key)/i;

const isKey = (value: unknown): boolean =>
  /^(authorization|proxy-authorization|cookie|x-api-key)$/i.test(String(value));

const logsKeys = (value: unknown): boolean => LOGS_KEYS.test(typeof value === 'string' ? value : JSON.stringify(value));

/** Variables of proxies that neither choose whom they trust nor who configures them. */
const HARMLESS_METADATA =
  /^(ISTIO_META_(DNS_CAPTURE|DNS_AUTO_ALLOCATE|ENABLE_HBONE|IDLE_TIMEOUT|HTTP10|REQUESTED_NETWORK_VIEW|CLUSTER_ID|NETWORK)|MINIMUM_DRAIN_DURATION|EXIT_ON_ZERO_ACTIVE_CONNECTIONS|GOMEMLIMIT|GOMAXPROCS)$/;

const hasOtherMetadata = (value: unknown): boolean =>
  typeof value === 'object' && Object.keys(value ?? {}).some((name) => !HARMLESS_METADATA.test(name));

const SEND = 'sends requests, or what they were about, to a foreign host';

/** Settings of every proxy. Source: istio/api, mesh/v1alpha1/proxy.proto, 2026-07-21. */
const OF_PROXIES: readonly Setting[] = [
  { at: 'interceptionMode', isOpen: isOtherThan('REDIRECT', 'TPROXY'), opens: 'lets traffic pass proxies by' },
  { at: 'discoveryAddress', isOpen: isForeign, opens: 'has proxies configured by a foreign control plane' },
  { at: 'customConfigFile', isOpen: isFilled, opens: 'replaces the configuration of proxies' },
  { at: 'proxyBootstrapTemplatePath', isOpen: isFilled, opens: 'replaces the configuration of proxies' },
  { at: 'binaryPath', isOpen: isOtherThan('', '/usr/local/bin/envoy'), opens: 'runs another proxy' },
  { at: 'caCertificatesPem', isOpen: isFilled, opens: 'trusts further authorities' },
  {
    at: 'proxyAdminPort',
    isOpen: isOtherThan('0', '15000'),
    opens: 'moves the port of administration, which is kept shut',
  },
  { at: 'image.imageType', isOpen: isOtherThan('', 'default', 'distroless'), opens: 'runs an image with a shell' },
  { at: 'proxyMetadata', isOpen: hasOtherMetadata, opens: 'has variables that are not known to be harmless' },
  { at: 'controlPlaneAuthPolicy', isOpen: isOtherThan('MUTUAL_TLS'), opens: 'takes any control plane' },
  {
    at: 'gatewayTopology.forwardClientCertDetails',
    isOpen: isOtherThan('UNDEFINED', 'SANITIZE', 'SANITIZE_SET'),
    opens: 'passes on the identity that a caller claims',
  },
  ...['zipkin', 'lightstep', 'datadog', 'openCensusAgent'].map((tracer) => ({
    at: `tracing.${tracer}.address`,
    isOpen: isForeign,
    opens: SEND,
  })),
  { at: 'tracing.customTags.{}.header.name', isOpen: isKey, opens: 'writes credentials into traces' },
  { at: 'zipkinAddress', isOpen: isForeign, opens: SEND },
  { at: 'statsdUdpAddress', isOpen: isForeign, opens: SEND },
  { at: 'envoyAccessLogService.address', isOpen: isForeign, opens: SEND },
  { at: 'envoyMetricsService.address', isOpen: isForeign, opens: SEND },
];

/** Settings of a MeshConfig that switch controls off, or open ways out. Source: istio/api, mesh/v1alpha1/config.proto, 2026-07-21. */
export const MESH_CONFIG_DOORS: readonly Setting[] = [
  {
    at: 'enableAutoMtls',
    isOpen: isFalse,
    opens: 'lets clients send clear text where no DestinationRule says otherwise',
  },
  { at: 'verifyCertificateAtClient', isOpen: isFalse, opens: 'lets clients believe any server' },
  {
    at: 'pathNormalization.normalization',
    isOpen: isOtherThan('DEFAULT', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'),
    opens: 'lets paths be written so that no policy matches them',
  },
  {
    at: 'trustDomainAliases',
    isOpen: isFilled,
    opens: 'takes identities of other trust domains for those of this one',
  },
  { at: 'caCertificates', isOpen: isFilled, opens: 'trusts certificates of other authorities' },
  { at: 'ca.address', isOpen: isForeign, opens: 'has certificates signed by a foreign host' },
  {
    at: 'configSources.[].address',
    isOpen: isOtherThan('k8s://', 'k8s'),
    opens: 'takes policies from elsewhere than the API server',
  },
  {
    at: 'rootNamespace',
    isOpen: isOtherThan('', MESH_ROOT),
    opens: `takes policies of ${MESH_ROOT} out of force for other namespaces`,
  },
  { at: 'accessLogFormat', isOpen: logsKeys, opens: 'writes credentials into logs' },
  { at: 'extensionProviders.[].envoyFileAccessLog.logFormat', isOpen: logsKeys, opens: 'writes credentials into logs' },
  { at: 'extensionProviders.[].{}.service', isOpen: isForeign, opens: SEND },
  ...['Http', 'Grpc'].map((protocol) => ({
    at: `extensionProviders.[].envoyExtAuthz${protocol}.failOpen`,
    isOpen: isTrue,
    opens: 'lets requests through that nobody authorized',
  })),
  ...OF_PROXIES.map((setting) => ({ ...setting, at: `defaultConfig.${setting.at}` })),
];
