import { Manifest } from '../objects/manifest';
import { nameOf } from '../objects/pods';
import { CREDENTIALS } from '../private/secrets';

/** What becomes of a field. */
export enum Fate {
  /** The program does the same. */
  KEPT = 'kept',
  /** The program does it in a stricter or safer way. */
  HARDENED = 'hardened',
  /** The program does not hold it, or holds a stand-in: somebody has to decide. */
  DECIDE = 'needs your decision',
  /** It is left out, and the note says why. */
  REFUSED = 'cannot be kept',
}

/** One field of the input. */
export interface Row {
  /** Object, for example `Deployment/qwen`. */
  readonly object: string;
  readonly path: string;
  /** The value, with secrets left out. */
  readonly value: string;
  readonly fate: Fate;
  readonly note: string;
}

/** What is known of fields whose paths match, relative to where they are looked for. */
export type FieldNote = readonly [path: RegExp, fate: Fate, note: string];

const UNREAD = 'nothing here reads this field; if the service needs it, add it with service.patch(kind, JsonPatch…)';
const LONGEST = 120;

/** Every field of one object, with what becomes of it. A field that no reader claims stays in the table as undecided. */
export class Ledger {
  public readonly object: string;
  private readonly fields: Map<string, { value: unknown; fate: Fate; note: string }>;

  public constructor(public readonly manifest: Manifest) {
    this.object = `${manifest.kind}/${nameOf(manifest)}`;
    this.fields = new Map(
      leavesOf(manifest).map(([path, value]) => [path, { value, fate: Fate.DECIDE, note: UNREAD }]),
    );
  }

  /** Says what becomes of all fields at and below a path; the last who says it is right. */
  public mark(path: string, fate: Fate, note: string): void {
    for (const [field, entry] of this.fields) {
      if (field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`)) {
        Object.assign(entry, { fate, note });
      }
    }
  }

  /** Says what becomes of one field. */
  public markField(path: string, fate: Fate, note: string): void {
    Object.assign(this.fields.get(path) ?? {}, { fate, note });
  }

  /** As `mark`, for fields below a path by what is known of them; the first note that matches is right. */
  public markBelow(root: string, notes: readonly FieldNote[]): void {
    for (const [field, entry] of this.fields) {
      const isBelow = root === '' || field.startsWith(`${root}.`);
      const relative = root === '' ? field : field.slice(root.length + 1);
      const known = isBelow ? notes.find(([path]) => path.test(relative)) : undefined;
      if (known) {
        Object.assign(entry, { fate: known[1], note: known[2] });
      }
    }
  }

  public rows(): Row[] {
    const isSecret = this.manifest.kind === 'Secret';
    return [...this.fields].map(([path, { value, fate, note }]) => ({
      object: this.object,
      path,
      value: isSecret && /^(data|stringData)\b/.test(path) ? '(not shown)' : shown(value),
      fate,
      note,
    }));
  }
}

/** Every value that holds no other, with its path; an empty list or map is one. */
export function leavesOf(value: unknown, path = ''): [path: string, value: unknown][] {
  const inner: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [`${path}[${index}]`, item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, item]) => [pathOf(path, key), item])
      : [];
  return inner.length === 0 ? [[path, value]] : inner.flatMap(([below, item]) => leavesOf(item, below));
}

/** Path of a key below a path: `spec.replicas`, `metadata.annotations["a/b"]`. */
export function pathOf(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === '' ? key : `${path}.${key}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  if (Object.values(CREDENTIALS).some((pattern) => pattern.test(text))) {
    return '(not shown)';
  }
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
