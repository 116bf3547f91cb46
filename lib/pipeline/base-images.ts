import { PinnedBases } from './plan';
import { DIGEST, LOCK_FILE, LockedImages } from '../images/lock-file';
import { parseTagged, TAGGED_FORM } from '../images/reference';
import { Problem } from '../private/problems';
import { resolveTag } from '../registry/resolve';

const FORM = `${TAGGED_FORM}, with or without @sha256:<64 hex digits>`;

/** Base images by role, or what is wrong with them. */
export interface Bases {
  readonly pinned: PinnedBases;
  readonly problems: readonly Problem[];
}

/**
 * Gives every base image a digest: its own, that of the lock file, or what its registry says now. There is no other: an image
 * whose digest nobody knows is a problem.
 *
 * @param wanted `<role>=<image>`, in place of defaults
 */
export async function pinBases(
  defaults: Readonly<Record<string, string>>,
  wanted: readonly string[],
  locked: LockedImages,
): Promise<Bases> {
  const roles = Object.keys(defaults).join(', ');
  const given = wanted.map((text): [string, string] => {
    const [role, ...image] = text.split('=');
    return [role, image.join('=')];
  });
  const unknown = given
    .filter(([role]) => !Object.hasOwn(defaults, role))
    .map(([role, image]) => ({
      what: 'there is no base image of this role',
      got: `${role}=${image}`,
      allowed: `<role>=<image>, with a role of ${roles}`,
      fix: 'name the role',
    }));
  const images = Object.entries(defaults).map(([role, image]) => [role, new Map(given).get(role) ?? image]);
  const outcomes = await Promise.all(
    images.map(async ([role, image]) => ({ role, ...(await pin(role, image, locked)) })),
  );
  return {
    pinned: Object.fromEntries(outcomes.map(({ role, pinned }) => [role, pinned ?? ''])),
    problems: [...unknown, ...outcomes.flatMap(({ problem }) => problem ?? [])],
  };
}

async function pin(role: string, image: string, locked: LockedImages): Promise<{ pinned?: string; problem?: Problem }> {
  const [name, digest] = image.split('@');
  const tagged = parseTagged(name);
  if (tagged === undefined || (digest !== undefined && !DIGEST.test(digest))) {
    return {
      problem: { what: `base image ${role} is not named in full`, got: image, allowed: FORM, fix: 'name it so' },
    };
  }
  try {
    return { pinned: `${name}@${digest ?? locked[name]?.digest ?? (await resolveTag(tagged)).digest}` };
  } catch (error) {
    return {
      problem: {
        what: `digest of base image ${role} is not known: ${(error as Error).message}`,
        got: image,
        allowed: `an image with a digest, in ${LOCK_FILE}, or in a registry that answers`,
        fix: `give it with its digest, --base ${role}=${name}@sha256:…, or another that is reached, such as a copy in your registry`,
      },
    };
  }
}
