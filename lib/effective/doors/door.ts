/** An annotation, label or variable that opens what a hardened namespace keeps shut. */
export interface Door {
  readonly key: string;
  /** Whether every key that begins so is the door. */
  readonly isPrefix?: boolean;
  /** Values with which it stays shut; undefined where every value opens it. */
  readonly shut?: readonly string[];
  readonly opens: string;
  /** Where it was read, and the date of that. */
  readonly source: string;
}
