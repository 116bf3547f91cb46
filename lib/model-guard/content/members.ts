/** A value somewhere in a document. */
export interface Member {
  /** Its key; for an element of a list, or of a map with numbers for keys, the key of that. */
  readonly key: string;
  readonly value: unknown;
  /** Key of the object that it is in. */
  readonly owner: string;
  /** What it is a part of, unless that is the document. */
  readonly parent?: Member;
}

/** An object somewhere in a document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Every member of every object and list, once: YAML may hold one in several places, even within itself. */
export function* membersOf(document: unknown): Generator<Member> {
  const waiting: Member[] = [{ key: '', value: document, owner: '' }];
  const seen = new Set<unknown>();
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    const { key, value } = member;
    if (typeof value !== 'object' || value === null) {
      continue;
    }
    for (const name in value) {
      const inner = {
        key: /^\d+$/.test(name) ? key : name,
        value: (value as JsonObject)[name],
        owner: key,
        parent: member,
      };
      yield inner;
      if (typeof inner.value === 'object' && inner.value !== null && seen.size < seen.add(inner.value).size) {
        waiting.push(inner);
      }
    }
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether there is something in a value: neither nothing, nor an empty text, list or object. */
export function isFilled(value: unknown): boolean {
  return isText(value) || (typeof value === 'object' && value !== null && Object.keys(value).length > 0);
}
