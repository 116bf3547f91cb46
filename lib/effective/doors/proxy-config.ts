/**
 * Parts of the annotation proxy.istio.io/config that send the proxy elsewhere, or its traffic past it.
 * Source: istio/api, mesh/v1alpha1/proxy.proto, 2026-07-21.
 */
export const PROXY_CONFIG_DOORS: readonly string[] = [
  ...['discoveryAddress', 'customConfigFile', 'proxyBootstrapTemplatePath', 'binaryPath', 'configPath'],
  ...['caCertificatesPem', 'runtimeValues', 'envoyAccessLogService', 'envoyMetricsService', 'zipkin', 'lightstep'],
  ...['datadog', 'openCensusAgent', 'proxyAdminPort', 'interceptionMode', String.raw`\bimage\b`, 'ISTIO_META_'],
  ...['CA_ADDR', 'XDS_', 'PROV_CERT', 'OUTPUT_CERTS', 'TRUST_DOMAIN'],
  ...['controlPlaneAuthPolicy', 'gatewayTopology', 'forwardedClientCert', 'privateKeyProvider'],
];
