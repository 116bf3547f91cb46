import { EngineFlag } from '../engine-profile';
import { compareVersions, isVersion } from '../version';
import { opposites } from './parse';

/** Whether a version has a flag. */
export function exists(flag: EngineFlag, version: string): boolean {
  return flag.since === undefined || !isVersion(version) || compareVersions(version, flag.since) >= 0;
}

/** Whether a written name sets a flag or its opposite, in one of their whole spellings. */
export function setsExactly(written: string, { name, aliases = [] }: EngineFlag): boolean {
  return [name, ...aliases, ...opposites(name)].includes(written);
}
