import { Labels, pairsOf } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { MESH_ROOT } from '../../objects/mesh-root';
import { isMap } from '../../objects/places/pod-shapes';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { EffectivePod } from '../pods';

export function namespaceOf({ metadata }: Manifest): string {
  return metadata?.namespace ?? 'default';
}

/**
 * Whether a policy of Istio is one for a workload: it is in its namespace or in the root namespace, names no Service or
 * Gateway in targetRefs, and its selector has labels of the pod. Source: ShouldAttachPolicy, pilot/pkg/model/policyattachment.go.
 */
export function isFor(policy: Manifest, pod: EffectivePod): boolean {
  const spec = fieldsIn(policy.spec);
  const { selector = {} } = spec;
  const { matchLabels = {} } = fieldsIn(selector);
  return (
    // no API server takes anything else
    [selector, matchLabels].every(isMap) &&
    [pod.namespace, MESH_ROOT].includes(namespaceOf(policy)) &&
    spec.targetRef === undefined &&
    listIn(spec.targetRefs).length === 0 &&
    hasLabels(fieldsIn(selector), pod.labels)
  );
}

/** Selectors of Istio have labels only; one without any selects all. */
export function hasLabels(selector: Fields, labels: Labels): boolean {
  return pairsOf(selector).every(([key, value]) => labels[key] === value);
}
