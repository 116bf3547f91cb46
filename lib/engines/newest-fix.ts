import { KnownEngine } from './known-engine';
import { compareVersions } from './version';

/** The first version of an engine that has every fix. */
export interface VulnerableEngine {
  readonly name: string;
  readonly fixedIn: string;
  /** Advisories that are fixed with it; those that are not of the record with their source. */
  readonly ids: readonly string[];
  /** Names of official images, as regular expressions of the last segment: copies keep it. */
  readonly images: readonly string[];
}

/** The newest fix of an engine; undefined without advisories. */
export function newestFix({ name, advisories, launch }: KnownEngine): VulnerableEngine | undefined {
  const [newest] = [...advisories].sort((one, other) => compareVersions(other.fixedIn, one.fixedIn));
  if (newest === undefined) {
    return undefined;
  }
  const ids = advisories
    .filter(({ fixedIn }) => compareVersions(fixedIn, newest.fixedIn) === 0)
    .map(({ id, source }) => (source === undefined ? id : `${id}, ${source}`));
  const images = launch.officialImages.map((path) => path.split('/').at(-1)!.replaceAll('.', '[.]'));
  return { name, fixedIn: newest.fixedIn, ids, images };
}
