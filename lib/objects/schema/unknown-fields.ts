import fieldNames from './field-names.json';
import { Problem } from '../../private/problems';
import { Manifest } from '../manifest';
import { placesOf } from '../places/pod-places';
import { groupKindOf, podsOf } from '../pods';

const KINDS: Record<string, string> = fieldNames.kinds;
const TYPES: Record<string, Record<string, string>> = fieldNames.types;

/** Types in which a field of a pod may be meant, and how they are called. */
const OF_PODS: Readonly<Record<string, string>> = {
  'core.v1.SecurityContext': 'the securityContext of containers',
  'core.v1.Container': 'containers',
  'core.v1.PodSecurityContext': 'the securityContext of pods',
  'core.v1.PodSpec': 'pods',
  'core.v1.VolumeMount': 'volumeMounts',
  'core.v1.ContainerPort': 'ports',
  'core.v1.ResourceRequirements': 'resources',
  'core.v1.Capabilities': 'capabilities',
  'core.v1.PodTemplateSpec': 'pod templates',
};

/** A field that Kubernetes does not know, and would drop in silence or refuse. */
interface UnknownField {
  readonly path: string;
  readonly known: string[];
}

/** Fields of an object that the API server drops, or refuses: what they were to say is not in force. */
export function fieldsNotInForce(manifest: Manifest): { readonly path: string; readonly message: string }[] {
  const known = KINDS[`${manifest.apiVersion}/${manifest.kind}`];
  const found = known
    ? unknownFields(manifest, known, '')
    : podsOf(manifest)
        .filter(({ piece, foundBy }) => piece === 'whole' && foundBy === 'place')
        .filter(({ path }) => isPodTemplate(groupKindOf(manifest), path))
        .flatMap(({ spec, path }) => unknownFields(spec, 'core.v1.PodSpec', path));
  return found.map(({ path, known: names }) => {
    const field = path.split('.').pop()!;
    return { path, message: `Kubernetes knows no field ${field} here; ${whereMeant(field, names)}` };
  });
}

function whereMeant(field: string, known: readonly string[]): string {
  const places = Object.keys(OF_PODS).filter((type) => Object.hasOwn(TYPES[type] ?? {}, field));
  return places.length > 0
    ? `it is a field of ${places.map((type) => OF_PODS[type]).join(' and of ')}`
    : `did you mean "${closest(field, known)}"?`;
}

/** A pod spec that is inlined in an object of an operator has fields of the operator as well. */
function isPodTemplate(groupKind: string, path: string): boolean {
  const steps = path.match(/\[\d+\]|[^.[\]]+/g) ?? [];
  let node = placesOf(groupKind)?.root;
  for (const step of steps.slice(0, -1)) {
    node = node?.steps.get(step.startsWith('[') ? '[]' : step) ?? node?.steps.get('{}');
  }
  return node?.shape === 'podTemplate';
}

/** Problems of field names in a manifest; none for kinds that are not part of Kubernetes itself. */
export function checkFields(manifest: { apiVersion: string; kind: string }): Problem[] {
  return unknownFields(manifest, KINDS[`${manifest.apiVersion}/${manifest.kind}`], '').map(({ path, known }) => ({
    what: `${manifest.kind} has a field that kubernetes ${fieldNames.version} does not know`,
    got: path,
    allowed: known.join(', '),
    fix: `did you mean "${closest(path.split('.').pop()!, known)}"?`,
  }));
}

function unknownFields(value: unknown, type: string | undefined, path: string): UnknownField[] {
  const found: UnknownField[] = [];
  collect(value, type, path, found);
  return found;
}

/** Every field of every object is visited: lists of lists would be made for each of them. */
function collect(value: unknown, type: string | undefined, path: string, found: UnknownField[]): void {
  if (!type || typeof value !== 'object' || value === null) {
    return;
  }
  if (type.startsWith('[]') || type.startsWith('{}')) {
    const ofItems = type.slice(2);
    for (const [key, item] of Object.entries(value)) {
      collect(item, ofItems, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, found);
    }
    return;
  }
  const fields = TYPES[type];
  for (const [field, item] of Object.entries(value)) {
    const fieldPath = path === '' ? field : `${path}.${field}`;
    if (Object.hasOwn(fields, field)) {
      collect(item, fields[field], fieldPath, found);
    } else {
      found.push({ path: fieldPath, known: Object.keys(fields) });
    }
  }
}

/** The known name that is the fewest edits away. */
function closest(name: string, known: readonly string[]): string {
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
