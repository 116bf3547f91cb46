import { parseTagged, TAGGED_FORM } from './reference';
import { Problem, Problems } from '../private/problems';

/** What a registry said of a tag. */
export interface LockedImage {
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** Kind of the manifest: of one image, or an index of the images of several platforms. */
  readonly mediaType: string;
  /** When the registry was asked last, in UTC. */
  readonly lockedAt: string;
  /**
   * Who signed it, as the command checked before it wrote the digest: identity and issuer.
   *
   * @default - nobody was asked for
   */
  readonly signedBy?: string;
}

/** Digests by image with tag. */
export type LockedImages = Readonly<Record<string, LockedImage>>;

/** Name of the file unless another is given. */
export const LOCK_FILE = 'images.lock.json';

const VERSION = 1;
export const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads the text of a lock file.
 *
 * @throws InputError that lists every entry that is none
 */
export function parseLockFile(path: string, text: string): LockedImages {
  const problems = new Problems(path);
  const data = parseJson(text);
  if (data?.version !== VERSION || !isObject(data.images)) {
    problems.add({
      what: 'file is not a lock file of images',
      got: text.slice(0, 40),
      allowed: `JSON with version ${VERSION} and images`,
      fix: 'write it with `ack-secure-inference images lock <image>…`',
    });
    problems.throwIfAny();
  }
  for (const [image, entry] of Object.entries(data.images)) {
    problems.add(...checkEntry(image, entry as Partial<LockedImage>));
  }
  problems.throwIfAny();
  return data.images;
}

/** The text of a lock file, sorted so that a change is a change of its own line only. */
export function lockFileText(images: LockedImages): string {
  const sorted = Object.fromEntries(Object.entries(images).sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify({ version: VERSION, images: sorted }, undefined, 2)}\n`;
}

function checkEntry(image: string, entry: Partial<LockedImage>): Problem[] {
  const isEntry =
    isObject(entry) &&
    DIGEST.test(String(entry.digest)) &&
    typeof entry.mediaType === 'string' &&
    ['string', 'undefined'].includes(typeof entry.signedBy) &&
    !Number.isNaN(Date.parse(String(entry.lockedAt)));
  if (isEntry && parseTagged(image)) {
    return [];
  }
  return [
    {
      what: `entry ${image} is not a locked image`,
      got: entry,
      allowed: `${TAGGED_FORM} with digest, mediaType, lockedAt and perhaps signedBy`,
      fix: 'take the entry out and write it with `ack-secure-inference images lock <image>`',
    },
  ];
}

function parseJson(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
