import { EngineProfile } from './engine-profile';
import { Problem } from '../private/problems';

/**
 * Problems of an image that an engine cannot be run from. A mirror is known by its repository path, whatever registry and
 * namespace it lies in; one with another name is not.
 */
export function checkRefusedImages(profile: EngineProfile, image: string): Problem[] {
  const repository = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return (profile.refusedImages ?? [])
    .filter((refused) => `/${repository}`.endsWith(`/${refused.repository}`))
    .map((refused) => ({
      what: `image ${refused.repository} is refused: ${refused.reason}`,
      got: image,
      allowed: 'another image of the engine',
      fix: refused.fix,
    }));
}
