import { Labels } from '../../objects/label-selector';
import { EffectivePod } from '../pods';

/** What of the mesh is in a pod's way. */
export type Membership = 'sidecar' | 'ambient' | 'none';

/** Namespaces of Kubernetes that the injector leaves alone: IgnoredNamespaces of istio/istio, pkg/kube/inject. */
const IGNORED = ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'];

/** Of a namespace whose labels are not known, the best is assumed. */
const ASSUMED: Labels = { 'istio-injection': 'enabled' };

/**
 * Whether a pod gets a sidecar, or is captured by ztunnel, or neither: as the selectors of Istio's webhooks, its injector
 * and the ambient CNI plug-in decide it. Revisions that are named are taken to exist.
 */
export function membershipOf(pod: EffectivePod): Membership {
  if (pod.isOnHostNetwork) {
    return 'none';
  }
  const namespace = pod.isNamespaceKnown ? pod.namespaceLabels : ASSUMED;
  const isInjected = !IGNORED.includes(pod.namespace) && isSent(namespace, pod.labels) && isRequired(pod);
  return isInjected ? 'sidecar' : isAmbient(namespace, pod.labels) ? 'ambient' : 'none';
}

/** Selectors of the webhooks: istio-injection of a namespace wins over its revision, both over labels of pods. */
function isSent(namespace: Labels, labels: Labels): boolean {
  const inject = labels['sidecar.istio.io/inject'];
  if (inject === 'false') {
    return false;
  }
  if (namespace['istio-injection'] !== undefined) {
    return namespace['istio-injection'] === 'enabled';
  }
  return namespace['istio.io/rev'] !== undefined || labels['istio.io/rev'] !== undefined || inject === 'true';
}

/** The injector itself: a label wins over an annotation, and a value that is neither true nor false decides nothing. */
function isRequired({ labels, annotations }: EffectivePod): boolean {
  return (labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject']) !== 'false';
}

function isAmbient(namespace: Labels, labels: Labels): boolean {
  const [ofNamespace, ofPod] = [namespace['istio.io/dataplane-mode'], labels['istio.io/dataplane-mode']];
  return ofPod !== 'none' && [ofNamespace, ofPod].includes('ambient');
}
