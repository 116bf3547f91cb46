import fieldNames from './field-names.json';
import { Problem } from '../../private/problems';

const KINDS: Record<string, string> = fieldNames.kinds;
const TYPES: Record<string, Record<string, string>> = fieldNames.types;

/** A field that Kubernetes does not know, and would drop in silence or refuse. */
interface UnknownField {
  readonly path: string;
  readonly known: string[];
}

/** Problems of field names in a manifest; none for kinds that are not part of Kubernetes itself. */
export function checkFields(manifest: { apiVersion: string; kind: string }): Problem[] {
  return [...unknownFields(manifest, KINDS[`${manifest.apiVersion}/${manifest.kind}`], '')].map(({ path, known }) => ({
    what: `${manifest.kind} has a field that kubernetes ${fieldNames.version} does not know`,
    got: path,
    allowed: known.join(', '),
    fix: `did you mean "${closest(path.split('.').pop()!, known)}"?`,
  }));
}

function* unknownFields(value: unknown, type: string | undefined, path: string): Generator<UnknownField> {
  if (!type || typeof value !== 'object' || value === null) {
    return;
  }
  if (type.startsWith('[]') || type.startsWith('{}')) {
    for (const [key, item] of Object.entries(value)) {
      yield* unknownFields(item, type.slice(2), `${path}.${key}`);
    }
    return;
  }
  const fields = TYPES[type];
  for (const [field, item] of Object.entries(value)) {
    const fieldPath = path === '' ? field : `${path}.${field}`;
    if (fields[field] === undefined) {
      yield { path: fieldPath, known: Object.keys(fields) };
    } else {
      yield* unknownFields(item, fields[field], fieldPath);
    }
  }
}

/** The known name that is the fewest edits away. */
function closest(name: string, known: string[]): string {
  return known.reduce((best, candidate) => (distance(name, candidate) < distance(name, best) ? candidate : best));
}

/** Levenshtein distance, case ignored. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1] + (a[i - 1].toLowerCase() === b[j - 1].toLowerCase() ? 0 : 1);
      current[j] = Math.min(replace, previous[j] + 1, current[j - 1] + 1);
    }
    previous = current;
  }
  return previous[b.length];
}
