import type { PipelineEngine, VulnerabilitySeverity } from './choices';
import type { PipelineFormatName } from './formats';

/** Options as the command line gives them. */
export interface PipelineFlags extends Partial<Record<PipelineFormatName, boolean>> {
  readonly engine: PipelineEngine;
  readonly image: string;
  readonly model?: string;
  readonly synth: string;
  readonly manifests: string;
  readonly acceptances?: string;
  readonly advisories?: string;
  readonly failOn: VulnerabilitySeverity;
  readonly base: readonly string[];
  readonly acrInstance?: string;
  readonly runner?: string;
  readonly repository?: string;
  readonly serviceConnection?: string;
  readonly out: string;
  readonly force: boolean;
}
