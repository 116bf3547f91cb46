import { canHoldPods, TEXT_HOLDERS } from './kinds-without-pods';
import { placesOf } from './pod-places';
import { isMap } from './pod-shapes';
import { decodedText, mayHoldPods } from './text-values';
import type { Manifest } from '../manifest';

/** What `kubectl apply` compares with; of a kind of Kubernetes it is the object itself, as somebody wrote it before. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Annotations of an object whose texts may hold something that runs; undefined if there are none. */
export function annotationTexts({ metadata }: Manifest, groupKind: string): Record<string, string> | undefined {
  const { annotations } = (metadata ?? {}) as Record<string, unknown>;
  const texts = Object.entries(isMap(annotations) ? annotations : {}).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' &&
      (mayHoldPods(entry[1]) || decodedText(entry[1]) !== undefined) &&
      (entry[0] !== LAST_APPLIED || !isOfKubernetes(groupKind)),
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

function isOfKubernetes(groupKind: string): boolean {
  return TEXT_HOLDERS.has(groupKind) || !canHoldPods(groupKind) || placesOf(groupKind)?.isClosed === true;
}
