import type { Manifest } from '../manifest';
import { isMap } from './pod-shapes';

/**
 * The object that a Kyverno rule generates: its kind and name beside `data`, which holds the rest. Undefined for any other
 * map. Source: https://kyverno.io/docs/policy-types/cluster-policy/generate/
 */
export function generatedObject({
  apiVersion,
  kind,
  name,
  namespace,
  data,
}: Record<string, unknown>): Manifest | undefined {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || !isMap(data)) {
    return undefined;
  }
  const { metadata } = data;
  return { apiVersion, kind, ...data, metadata: { ...(isMap(metadata) ? metadata : {}), name, namespace } } as Manifest;
}
