import { Labels } from '../../objects/label-selector';
import { Fields, fieldsIn } from '../../objects/unknown-fields';

/** Annotations that let inbound traffic pass the proxy by, and the values with which they do not. */
const PAST_THE_PROXY: Readonly<Record<string, readonly string[]>> = {
  'sidecar.istio.io/interceptionMode': ['REDIRECT', 'TPROXY'],
  'traffic.sidecar.istio.io/excludeInboundPorts': [''],
  'traffic.sidecar.istio.io/includeInboundPorts': ['*'],
  'traffic.sidecar.istio.io/excludeInterfaces': [''],
  'ambient.istio.io/bypass-inbound-capture': ['false'],
};

/**
 * Whether the mesh sees every connection to a pod. Labels of the pod win over those of its namespace, as in Istio's injector;
 * of a namespace that is not known, the best is assumed.
 *
 * @param metadata of the pod
 * @param namespace labels of its namespace, if it is known
 */
export function isCaptured(metadata: Fields, namespace: Labels | undefined): boolean {
  const labels = fieldsIn(metadata.labels);
  const annotations = fieldsIn(metadata.annotations);
  const inject = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  const isInMesh =
    inject === undefined
      ? labels['istio.io/dataplane-mode'] === 'ambient' || labels['istio.io/rev'] !== undefined || isMeshed(namespace)
      : inject === 'true';
  return (
    isInMesh &&
    labels['istio.io/dataplane-mode'] !== 'none' &&
    Object.entries(PAST_THE_PROXY).every(([key, shut]) => shut.includes(String(annotations[key] ?? shut[0])))
  );
}

/** Whether Istio surely injects a sidecar: the labels of the namespace are those that are written somewhere. */
export function hasSidecar({ labels, annotations }: Fields, namespace: Labels): boolean {
  const inject = fieldsIn(labels)['sidecar.istio.io/inject'] ?? fieldsIn(annotations)['sidecar.istio.io/inject'];
  return inject === undefined ? namespace['istio-injection'] === 'enabled' : inject === 'true';
}

function isMeshed(labels: Labels | undefined): boolean {
  return (
    labels === undefined ||
    labels['istio-injection'] === 'enabled' ||
    (labels['istio-injection'] === undefined && labels['istio.io/rev'] !== undefined) ||
    labels['istio.io/dataplane-mode'] === 'ambient'
  );
}
