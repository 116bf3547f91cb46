import type { Manifest } from '../../objects/manifest';
import { isWholeObject } from '../../objects/places/pod-shapes';
import { decodedText, mayHoldPods, valuesInText } from '../../objects/places/text-values';
import { maps } from '../resource';

/** Kubernetes objects in texts of a resource of any provider, such as a `local_file`, an add-on or data of an instance. */
export function objectsInTexts(value: unknown): Manifest[] {
  if (typeof value === 'string') {
    const text = decodedText(value) ?? value;
    const values = mayHoldPods(text) ? (valuesInText(text) ?? []) : [];
    return maps(values).filter(isWholeObject) as unknown as Manifest[];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(objectsInTexts) : [];
}
