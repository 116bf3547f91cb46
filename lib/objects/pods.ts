import { Manifest } from './manifest';
import type { ObjectKinds } from './object-kinds';
import { Contents, contentsOf, EmbeddedObject } from './places/find-pods';
import { placesOf } from './places/pod-places';
import { PodView } from './places/pod-view';

export { containersOf, type ContainerView, type PodView } from './places/pod-view';

/** Name of an object for a reader: `load-test-*` where the API server makes it, empty where it has none. */
export function nameOf({ metadata }: Manifest): string {
  return metadata?.name ?? (metadata?.generateName === undefined ? '' : `${metadata.generateName}*`);
}

/** API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: Manifest): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

const groupKinds = new Map<string, Map<string, string>>();

/** API group and kind of an object, for example `apps/Deployment` and `/Pod`. Every object is asked, so texts are kept. */
export function groupKindOf(object: Manifest): string {
  const ofVersion = groupKinds.get(object.apiVersion) ?? new Map<string, string>();
  const known = ofVersion.get(object.kind);
  if (known !== undefined) {
    return known;
  }
  const text = `${groupOf(object)}/${object.kind}`;
  groupKinds.set(object.apiVersion, ofVersion.set(object.kind, text));
  return text;
}

export function isOfKinds(object: Manifest, all: readonly ObjectKinds[]): boolean {
  return all.some(({ group, kinds }) => group === groupOf(object) && kinds.includes(object.kind));
}

/** A walk over all fields of a custom resource is made once: rules over all objects ask again and again. */
const walked = new WeakMap<Manifest, Contents>();

/**
 * What an object holds: pods, other objects, and places in which nothing was understood. An object to which fields are
 * added is to be copied before it is asked again.
 */
export function heldBy(object: Manifest): Contents {
  const groupKind = groupKindOf(object);
  if (placesOf(groupKind)?.isClosed) {
    return contentsOf(object, groupKind);
  }
  const contents = walked.get(object) ?? contentsOf(object, groupKind);
  walked.set(object, contents);
  return contents;
}

/** Every pod that an object makes, those of objects within it left out. */
export function podsOf(object: Manifest): readonly PodView[] {
  return heldBy(object).pods;
}

/** An object and all within it, such as those of a ManifestWork or a List, with the paths from the outermost one. */
export function withEmbedded(object: Manifest, path = '', depth = 0): EmbeddedObject[] {
  const inner = depth < DEEPEST_NESTING ? heldBy(object).embedded : [];
  return [
    { path, object },
    ...inner.flatMap((each) => withEmbedded(each.object, path === '' ? each.path : `${path}.${each.path}`, depth + 1)),
  ];
}

/** Objects that wrap objects, one in the other. */
const DEEPEST_NESTING = 10;
