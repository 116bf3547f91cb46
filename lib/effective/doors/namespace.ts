import { Door } from './door';

const exempts = (key: string, source: string, shut?: readonly string[]): Door => ({
  key,
  shut,
  opens: 'the namespace is exempt from admission policies',
  source,
});

/** Labels of namespaces that exempt their pods from policies, or let containers, devices or variables into them. */
export const NAMESPACE_DOORS: readonly Door[] = [
  exempts('admission.gatekeeper.sh/ignore', 'open-policy-agent/gatekeeper, charts'),
  exempts('validation.ml.sigstore.dev/ignore', 'sigstore/model-validation-operator'),
  exempts('policy.sigstore.dev/exclude', 'sigstore/policy-controller'),
  exempts('policy.sigstore.dev/include', 'sigstore/policy-controller, README', ['true']),
  exempts('webhooks.kyverno.io/exclude', 'kyverno/kyverno, charts'),
  exempts('connaisseur.securesystemsengineering.com/webhook', 'sse-secure-systems/connaisseur, README', ['validate']),
  exempts('control-plane', 'openkruise/kruise, config/webhook/patch_manifests.yaml, 2026-07-02'),
  ...['alibabacloud.com/eci', 'alibabacloud.com/acs', 'eci'].map((key) => ({
    key,
    shut: ['false'],
    opens: 'its pods run on virtual nodes, where DaemonSets and rules of nodes do not apply',
    source: 'Alibaba Cloud documentation of ECI and ACS pod labels, February 2026',
  })),
  {
    key: 'virtual-node-affinity-injection',
    shut: ['disabled'],
    opens: 'its pods may run on virtual nodes',
    source: 'Alibaba Cloud help 207460, 2025-03-24',
  },
  exempts('openpolicyagent.org/webhook', 'openpolicyagent.org, "Kubernetes Tutorial"'),
  {
    key: 'fluid.io/enable-injection',
    shut: ['false'],
    opens: 'privileged FUSE sidecars',
    source: 'fluid-cloudnative/fluid, charts, webhookconfiguration.yaml, 2026-07-02',
  },
  {
    key: 'pod-identity.alibabacloud.com/override-env',
    shut: ['false'],
    opens: 'values of the webhook win over reviewed variables',
    source: 'Alibaba Cloud help, "ack-pod-identity-webhook", 0.4.2',
  },
  {
    key: 'resource.kubernetes.io/admin-access',
    shut: ['false'],
    opens: 'claims of its pods may take devices that others use',
    source: 'kubernetes.io, "Dynamic Resource Allocation", admin access',
  },
];

const OTEL = 'open-telemetry/opentelemetry-operator, README';

/** Annotations of namespaces by which webhooks and admission plug-ins change their pods. */
export const NAMESPACE_ANNOTATION_DOORS: readonly Door[] = [
  {
    key: 'instrumentation.opentelemetry.io/inject-',
    isPrefix: true,
    opens: 'code that is loaded into its pods',
    source: OTEL,
  },
  { key: 'sidecar.opentelemetry.io/inject', shut: ['false'], opens: 'sidecars that send telemetry', source: OTEL },
  {
    key: 'linkerd.io/inject',
    shut: ['disabled'],
    opens: 'the proxy of another mesh',
    source: 'linkerd.io, "Automatic proxy injection"',
  },
  {
    key: 'config.linkerd.io/',
    isPrefix: true,
    opens: 'another proxy of Linkerd, or ports that pass it by',
    source: 'linkerd.io, "Proxy configuration"',
  },
  {
    key: 'scheduler.alpha.kubernetes.io/defaultTolerations',
    opens: 'its pods tolerate taints that they do not name',
    source: 'kubernetes.io, "Admission Controllers Reference", PodTolerationRestriction',
  },
];
