/** Manifests of others hold anything anywhere: what is not of the type that Kubernetes has there counts as not written. */

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Undefined where no text is listed. */
export function textsIn(value: unknown): readonly string[] | undefined {
  const texts = listIn(value).filter((item) => typeof item === 'string');
  return texts.length > 0 ? texts : undefined;
}
