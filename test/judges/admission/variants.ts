/** Every variant of an object that lacks one field, at any depth, but the type and the name of the object itself. */
export function withoutOneField(object: object): object[] {
  const { apiVersion, kind, metadata, ...rest } = object as Record<string, any>;
  const { name, ...more } = metadata ?? {};
  return variantsOf({ ...rest, metadata: more }).map((variant: any) => ({
    ...{ apiVersion, kind },
    ...variant,
    metadata: { ...variant.metadata, name },
  }));
}

function variantsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      variantsOf(item).map((variant) => [...value.slice(0, index), variant, ...value.slice(index + 1)]),
    );
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([field, inner]) => {
    const { [field]: _, ...others } = value as Record<string, unknown>;
    return [others, ...variantsOf(inner).map((variant) => ({ ...value, [field]: variant }))];
  });
}
