import type { PinnedBases } from './plan';
import type { EngineProfile } from '../engines';

/** How the image of an engine is built. */
export interface EngineImage {
  readonly profile: EngineProfile;
  /** Images that it is built from, by role, where nobody names others. */
  readonly bases: Readonly<Record<string, string>>;
  /** Files beside the Dockerfile, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Command that writes what the build needs beside them. */
  readonly prepare?: string;
  readonly dockerfile: (bases: PinnedBases) => string;
}
