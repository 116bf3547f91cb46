import type { PodView } from './pod-view';
import type { Manifest } from '../manifest';

/** An object within another one. */
export interface EmbeddedObject {
  readonly path: string;
  readonly object: Manifest;
}

/** A place that was looked at, and in which nothing was understood. */
export interface UnreadPlace {
  readonly path: string;
  readonly why: 'text' | 'script' | 'embedded' | 'image';
}

/** What an object holds. */
export interface Contents {
  readonly pods: readonly PodView[];
  readonly embedded: readonly EmbeddedObject[];
  readonly unread: readonly UnreadPlace[];
}

export function together(one: Contents, other: Contents): Contents {
  return {
    pods: [...one.pods, ...other.pods],
    embedded: [...one.embedded, ...other.embedded],
    unread: [...one.unread, ...other.unread],
  };
}
