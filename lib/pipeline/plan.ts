import type { ScanningInstance } from './registry-scan';

/** Base images by role, each with a digest. */
export type PinnedBases = Readonly<Record<string, string>>;

/** What a pipeline is written for. Everything was checked: it goes into scripts as it is. */
export interface PipelinePlan {
  /** Registry and repository of the image that is built. */
  readonly image: string;
  /** Folder of the model; undefined where it is verified elsewhere. */
  readonly model?: string;
  /** Command that writes the manifests. */
  readonly synth: string;
  /** Folder that it writes them to. */
  readonly manifests: string;
  /** File of accepted risks, which the check reads. */
  readonly acceptances?: string;
  /** File of advisories that are newer than the library, which the check reads. */
  readonly advisories?: string;
  /** Severities of vulnerabilities that stop the pipeline, as Trivy names them. */
  readonly severities: readonly string[];
  /** Instance of Container Registry whose scan of the image is asked for; undefined where Trivy alone scans. */
  readonly registry?: ScanningInstance;
  /** Where it runs: label, tag or group. */
  readonly runner?: string;
  /** Address of the repository and connection to it, for pipelines that are not part of it. */
  readonly source?: PipelineSource;
}

/** Where a pipeline that lies outside of the repository gets it. */
export interface PipelineSource {
  readonly repository: string;
  readonly serviceConnection: string;
}
