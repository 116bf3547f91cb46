/** Who brings the kinds of an API group, and what a person installs. */
export interface Controller {
  readonly name: string;
  readonly install: string;
}

/** By API group. Groups of Kubernetes itself need nothing. */
export const CONTROLLERS: Readonly<Record<string, Controller>> = {
  'security.istio.io': { name: 'Istio or ASM', install: 'add the cluster to an ASM instance, or install Istio' },
  'networking.istio.io': { name: 'Istio or ASM', install: 'add the cluster to an ASM instance, or install Istio' },
  'telemetry.istio.io': { name: 'Istio or ASM', install: 'add the cluster to an ASM instance, or install Istio' },
  'gateway.networking.k8s.io': {
    name: 'Gateway API',
    install: 'install the ACK component Gateway with Inference Extension, or the CRDs of the Gateway API',
  },
  'inference.networking.k8s.io': {
    name: 'Gateway API Inference Extension',
    install: 'install the ACK component Gateway with Inference Extension',
  },
  'inference.networking.x-k8s.io': {
    name: 'Gateway API Inference Extension',
    install: 'install the ACK component Gateway with Inference Extension',
  },
  'leaderworkerset.x-k8s.io': { name: 'LeaderWorkerSet', install: 'install lws from its Helm chart' },
  'kueue.x-k8s.io': { name: 'Kueue', install: 'install the ACK component ack-kueue' },
  'serving.kserve.io': { name: 'KServe', install: 'install the ACK component ack-kserve' },
  'keda.sh': { name: 'KEDA', install: 'install the ACK component ack-keda' },
  'monitoring.coreos.com': { name: 'Prometheus Operator', install: 'install ack-arms-prometheus or the operator' },
  'secrets-store.csi.x-k8s.io': {
    name: 'Secrets Store CSI Driver',
    install: 'install the ACK component csi-secrets-store-provider-alibabacloud',
  },
  'cilium.io': { name: 'Tetragon', install: 'install Tetragon from its Helm chart' },
  'policies.kyverno.io': { name: 'Kyverno 1.17 or newer', install: 'install Kyverno from its Helm chart' },
  'policy.sigstore.dev': {
    name: 'policy-controller of Sigstore',
    install: 'install policy-controller from its Helm chart',
  },
  'config.ratify.deislabs.io': { name: 'Ratify', install: 'install the ACK component ratify' },
  'templates.gatekeeper.sh': { name: 'Gatekeeper', install: 'enable policy governance of ACK, or install Gatekeeper' },
  'constraints.gatekeeper.sh': {
    name: 'Gatekeeper',
    install: 'enable policy governance of ACK, or install Gatekeeper',
  },
  'kritis.grafeas.io': { name: 'kritis-validation-hook', install: 'install the ACK component kritis-validation-hook' },
  'resource.k8s.io': { name: 'Kubernetes 1.34 or newer', install: 'upgrade the cluster' },
};
