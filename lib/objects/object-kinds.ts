/** Kinds of objects, by API group; the empty group is the core group. */
export interface ObjectKinds {
  readonly group: string;
  readonly kinds: readonly string[];
}
