/** A value that nobody knows before the apply, and the argument that has it. */
export class Unknown {
  public constructor(
    public readonly argument: string,
    /** The expression as it is written, where it is. */
    public readonly text = '(known after apply)',
  ) {}
}

/** A value in which texts stand for what is not known: what expects plain data reads it so. */
export function withTexts(value: unknown): unknown {
  if (value instanceof Unknown) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return value.map(withTexts);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withTexts(item)]))
    : value;
}

/** Arguments of a value that are not known before the apply. */
export function unknownsIn(value: unknown): Unknown[] {
  if (value instanceof Unknown) {
    return [value];
  }
  if (Array.isArray(value)) {
    return value.flatMap(unknownsIn);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(unknownsIn) : [];
}
