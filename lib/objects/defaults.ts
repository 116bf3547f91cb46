/** What the API server changes in an object before anybody judges it, as far as a rule looks at it. */

/** A value without fields that are null, which the API server takes for absent. Helm writes many. */
export function withoutNulls<T>(value: T): T {
  return hasNull(value) ? (pruned(value) as T) : value;
}

/** Looks at every value that is checked, and finds nothing in almost all: no list is made for a map. */
function hasNull(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return value === null;
  }
  if (Array.isArray(value)) {
    return value.some(hasNull);
  }
  for (const name in value) {
    if (hasNull((value as Record<string, unknown>)[name])) {
      return true;
    }
  }
  return false;
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(pruned);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [name, pruned(field)]));
}

/**
 * A pod spec in which a volume without a source is an empty directory.
 * See `SetDefaults_Volume` in k8s.io/kubernetes/pkg/apis/core/v1/defaults.go.
 */
export function withVolumeSources(spec: Record<string, unknown>): Record<string, unknown> {
  const { volumes } = spec;
  return Array.isArray(volumes) && volumes.some(hasNoSource)
    ? { ...spec, volumes: volumes.map((volume) => (hasNoSource(volume) ? { ...volume, emptyDir: {} } : volume)) }
    : spec;
}

function hasNoSource(volume: unknown): volume is { readonly name: unknown } {
  return (
    typeof volume === 'object' &&
    volume !== null &&
    'name' in volume &&
    Object.entries(volume).every(([field, source]) => field === 'name' || source === null)
  );
}
