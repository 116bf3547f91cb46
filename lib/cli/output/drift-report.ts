import type { Verification } from '../../drift/verify';

/** What was compared with what. */
export interface DriftReport extends Verification {
  readonly folder: string;
  readonly server: string;
}
