import { EngineLaunch } from './engine-launch';
import { EngineProfile } from './engine-profile';

/** What rules know of an engine: of those that the library serves with, and of others that they meet in manifests. */
export interface KnownEngine extends Pick<
  EngineProfile,
  'name' | 'refusedFlags' | 'refusedEnv' | 'wholeFlags' | 'wholeNamesOnly' | 'knownFlags'
> {
  readonly launch: EngineLaunch;
  readonly advisories: EngineProfile['advisories'];
  /** Flags that the library sets. */
  readonly flags: EngineProfile['flags'];
}
