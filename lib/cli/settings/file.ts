import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name of a settings file. */
export const SETTINGS_FILE = 'ack-secure-inference.yaml';

/**
 * The settings file of a folder or of the nearest folder above it. Nothing above the root of the repository is looked at, and
 * outside of a repository nothing above the folder: whoever can write to `/tmp` must not decide what a check in it finds.
 */
export function settingsFileFor(folder: string): string | undefined {
  const folders = [folder];
  while (!existsSync(join(folders.at(-1)!, '.git')) && dirname(folders.at(-1)!) !== folders.at(-1)) {
    folders.push(dirname(folders.at(-1)!));
  }
  const isInRepository = existsSync(join(folders.at(-1)!, '.git'));
  return (isInRepository ? folders : [folder])
    .map((each) => join(each, SETTINGS_FILE))
    .find((file) => existsSync(file));
}
