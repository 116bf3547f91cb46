import { Door } from './door';

const FLUID = 'fluid-cloudnative/fluid, charts, webhookconfiguration.yaml, 2026-07-02';
const OTEL = 'open-telemetry/opentelemetry-operator, README';
const VAULT = 'developer.hashicorp.com, "Vault Agent Injector annotations"';
const LINKERD = 'linkerd.io, "Proxy configuration"';
const ARMS = 'Alibaba Cloud help, "How ack-onepilot works", 2026-08-10';

/** Labels and annotations of pods that ask a webhook for containers, or for code, that nobody reviewed with the pod. */
export const INJECTION_DOORS: readonly Door[] = [
  { key: 'serverless.fluid.io/inject', shut: ['false'], opens: 'a privileged FUSE sidecar', source: FLUID },
  { key: 'fuse.serverful.fluid.io/inject', shut: ['false'], opens: 'a privileged FUSE sidecar', source: FLUID },
  ...['unprivileged', 'default', 'default.unprivileged', 'cachedir', 'worker'].map((form) => ({
    key: `${form}.sidecar.fluid.io/inject`,
    shut: ['false'],
    opens: 'a FUSE sidecar',
    source: FLUID,
  })),
  { key: 'fluid.io/enable-injection', shut: ['false'], opens: 'a FUSE sidecar', source: FLUID },
  { key: 'alibabacloud.com/fluid-sidecar-target', opens: 'a FUSE sidecar for ECI or ACS', source: FLUID },
  { key: 'armsPilotAutoEnable', shut: ['off', 'false'], opens: 'an agent that is downloaded at start', source: ARMS },
  {
    key: 'armsAutoInstrumentationEnable',
    shut: ['off', 'false'],
    opens: 'an agent that reads calls of the model',
    source: ARMS,
  },
  ...['python', 'nodejs', 'java', 'dotnet', 'go', 'sdk', 'apache-httpd', 'nginx'].map((language) => ({
    key: `instrumentation.opentelemetry.io/inject-${language}`,
    shut: ['false'],
    opens: 'code that is loaded into the engine and reads calls of the model',
    source: OTEL,
  })),
  { key: 'sidecar.opentelemetry.io/inject', shut: ['false'], opens: 'a sidecar that sends telemetry', source: OTEL },
  {
    key: 'dapr.io/enabled',
    shut: ['false'],
    opens: 'a sidecar with an API of its own',
    source: 'docs.dapr.io, "Dapr arguments and annotations"',
  },
  {
    key: 'consul.hashicorp.com/connect-inject',
    shut: ['false'],
    opens: 'the proxy of another mesh',
    source: 'developer.hashicorp.com, "Annotations and labels" of Consul on Kubernetes',
  },
  {
    key: 'admission.datadoghq.com/enabled',
    shut: ['false'],
    opens: 'libraries that are loaded into the engine',
    source: 'docs.datadoghq.com, "Datadog Admission Controller"',
  },
  ...['python', 'java', 'js', 'dotnet', 'ruby'].map((language) => ({
    key: `admission.datadoghq.com/${language}-lib.version`,
    opens: 'a library that is loaded into the engine',
    source: 'docs.datadoghq.com, "Datadog Admission Controller"',
  })),
  {
    key: 'vault.hashicorp.com/agent-inject',
    shut: ['false'],
    opens: 'containers with the token of the pod',
    source: VAULT,
  },
  ...['template', 'command', 'secret'].map((part) => ({
    key: `vault.hashicorp.com/agent-inject-${part}`,
    isPrefix: true,
    opens: 'templates and commands that an injected container runs',
    source: VAULT,
  })),
  {
    key: 'vault.security.banzaicloud.io/',
    isPrefix: true,
    opens: 'another program starts the engine, with variables of its own',
    source: 'bank-vaults.dev, "Annotations" of the mutating webhook',
  },
  { key: 'linkerd.io/inject', shut: ['disabled'], opens: 'the proxy of another mesh', source: LINKERD },
  ...['config.linkerd.io/', 'config.alpha.linkerd.io/', 'config.beta.linkerd.io/'].map((key) => ({
    key,
    isPrefix: true,
    opens: 'another proxy of Linkerd, or ports that pass it by',
    source: LINKERD,
  })),
  {
    key: 'kuma.io/sidecar-injection',
    shut: ['disabled', 'false'],
    opens: 'the proxy of another mesh',
    source: 'kuma.io, "Kubernetes annotations and labels"',
  },
  ...['telepresence.getambassador.io', 'telepresence.io'].map((domain) => ({
    key: `${domain}/inject-traffic-agent`,
    shut: ['disabled'],
    opens: 'an agent that sends requests to the machine of a developer',
    source: 'telepresence.io, "Cluster-side configuration"',
  })),
  {
    key: 'sidecar.jaegertracing.io/inject',
    shut: ['false'],
    opens: 'a sidecar that sends traces',
    source: 'jaegertracing.io, "Operator for Kubernetes"',
  },
  ...['oneagent', 'data-ingest'].map((part) => ({
    key: `${part}.dynatrace.com/inject`,
    shut: ['false'],
    opens: 'libraries that are loaded into the engine',
    source: 'docs.dynatrace.com, "Application observability" on Kubernetes',
  })),
];
