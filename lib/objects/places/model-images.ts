import { isMap } from './pod-shapes';
import { joined } from './pod-view';

/** Scheme of models that are images, as KServe mounts them. */
const OCI = 'oci://';

/** Reference of the image that a text names as a model; undefined where it is none. */
export function modelImage(text: string): string | undefined {
  return text.startsWith(OCI) ? text.slice(OCI.length) : undefined;
}

/** `registry/repository:tag` of a text or of an object that has the parts. */
export function imageText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value === '' ? undefined : value;
  }
  const { registry, repository, name, tag } = isMap(value) ? value : {};
  const path = [registry, repository ?? name].filter((part) => typeof part === 'string' && part !== '').join('/');
  return path === '' ? undefined : typeof tag === 'string' && tag !== '' ? `${path}:${tag}` : path;
}

/** Models in images within a value, such as a container that an operator mounts them into. */
export function* modelImagesIn(value: unknown, path: string, depth = 0): Generator<{ path: string; image: string }> {
  if (typeof value === 'string') {
    const image = modelImage(value);
    if (image !== undefined) {
      yield { path, image };
    }
  } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
    for (const [key, inner] of Object.entries(value)) {
      yield* modelImagesIn(inner, Array.isArray(value) ? `${path}[${key}]` : joined(path, key), depth + 1);
    }
  }
}

/** Deeper than any container is. */
const DEEPEST = 200;
