import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  IResolver,
  JsonPatch,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { Json } from './yaml-writer';

/** What an object is in the end. */
export interface Reading {
  readonly manifest: unknown;
  /** It is a tree of plain values, in which no object stands twice. */
  readonly isTree: boolean;
}

/** What cdk8s keeps in an object and does not publish. Each is looked at before it is relied on. */
interface Internals {
  readonly props?: object;
  readonly patches?: JsonPatch[];
}

interface MetadataInternals {
  readonly _additionalAttributes?: object;
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly annotations?: unknown;
  readonly finalizers?: unknown;
  readonly ownerReferences?: unknown;
  readonly labels?: unknown;
}

/** From here on insertion, which takes the square of their number, could take longer. */
const MANY_KEYS = 30;

/** Thrown, and caught here, for a value that cdk8s has to resolve. */
const NOT_PLAIN = new Error('not a plain value');

const BUILT_IN_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** True when the app resolves only what a plain value cannot be: lazy values, tokens and unions. */
export function hasBuiltInResolversOnly(app: App): boolean {
  // what stands at the root need not be an app
  const resolvers: readonly IResolver[] = app.resolvers ?? [];
  return (
    resolvers.length === BUILT_IN_RESOLVERS.length &&
    resolvers.every((resolver, i) => Object.getPrototypeOf(resolver) === BUILT_IN_RESOLVERS[i].prototype)
  );
}

/**
 * What `toJson()` of `ApiObject` returns, without its walk up the tree for each value.
 *
 * @returns undefined when the object has to be asked itself: a value is not plain (a lazy value, a token, an instance of
 * a class), or a patch fails.
 */
export function plainManifest(object: ApiObject, sortKeys: boolean): Reading | undefined {
  const { props, patches } = object as unknown as Internals;
  const metadata = object.metadata as unknown as MetadataInternals;
  if (
    object.metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson ||
    typeof props !== 'object' ||
    !Array.isArray(patches) ||
    typeof metadata._additionalAttributes !== 'object'
  ) {
    return undefined;
  }
  try {
    const manifest = plainMap(asMap({ ...props, metadata: undefined }), sortKeys);
    const plainMetadata = filled({
      ...metadata._additionalAttributes,
      name: metadata.name,
      namespace: metadata.namespace,
      annotations: metadata.annotations,
      finalizers: metadata.finalizers,
      ownerReferences: metadata.ownerReferences,
      labels: metadata.labels,
    });
    if (plainMetadata !== undefined) {
      manifest.metadata = plainMetadata;
    }
    return patches.length === 0
      ? { manifest: inOrder(manifest), isTree: true }
      : { manifest: inOrder(JsonPatch.apply(manifest, ...patches)), isTree: false };
  } catch {
    // cdk8s knows how, or has the error message that users know.
    return undefined;
  }
}

function inOrder(manifest: { [key: string]: Json }): Json {
  const result: { [key: string]: Json } = {};
  for (const key of ['apiVersion', 'kind', 'metadata', ...Object.keys(manifest)]) {
    if (key in manifest) {
      result[key] = manifest[key];
    }
  }
  return result;
}

/** `resolve` and `sanitizeValue` of cdk8s in one, for plain values. */
function plain(value: unknown, sortKeys: boolean): Json {
  if (typeof value !== 'object') {
    return plainScalar(value);
  }
  if (value === null) {
    return undefined;
  }
  return isList(value) ? value.map((item) => plain(item, sortKeys)) : plainMap(asMap(value), sortKeys);
}

function plainMap(value: { [key: string]: unknown }, sortKeys: boolean): { [key: string]: Json } {
  const result: { [key: string]: Json } = {};
  for (const key of sortKeys ? sortedKeys(value) : Object.keys(value)) {
    const item = plain(value[key], sortKeys);
    if (item !== undefined) {
      result[key] = item;
    }
  }
  return result;
}

/** The same for metadata, where cdk8s also drops what is empty and always sorts. */
function filled(value: unknown): Json {
  if (typeof value !== 'object') {
    return plainScalar(value);
  }
  if (value === null) {
    return undefined;
  }
  if (isList(value)) {
    return value.length === 0 ? undefined : value.map(filled);
  }
  const map = asMap(value);
  const result: { [key: string]: Json } = {};
  let empty = true;
  for (const key of sortedKeys(map)) {
    const item = filled(map[key]);
    if (item !== undefined) {
      result[key] = item;
      empty = false;
    }
  }
  return empty ? undefined : result;
}

/** Maps have few keys, most of them in order: V8 takes longer to start sorting than insertion takes to end it. */
function sortedKeys(map: { [key: string]: unknown }): string[] {
  const keys = Object.keys(map);
  if (keys.length > MANY_KEYS) {
    return keys.sort();
  }
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i];
    let place = i;
    for (; place > 0 && keys[place - 1] > key; place--) {
      keys[place] = keys[place - 1];
    }
    keys[place] = key;
  }
  return keys;
}

function plainScalar(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    default:
      throw NOT_PLAIN;
  }
}

function isList(value: object): value is unknown[] {
  if (!Array.isArray(value)) {
    return false;
  }
  const { resolve, value: union } = value as { resolve?: unknown; value?: unknown };
  if (Object.getPrototypeOf(value) !== Array.prototype || resolve !== undefined || union !== undefined) {
    throw NOT_PLAIN;
  }
  return true;
}

function asMap(value: object): { [key: string]: unknown } {
  if (
    Object.getPrototypeOf(value) !== Object.prototype ||
    value.constructor !== Object ||
    Object.prototype.hasOwnProperty.call(value, '__proto__')
  ) {
    throw NOT_PLAIN;
  }
  return value as { [key: string]: unknown };
}
