import { PipelinePlan } from '../plan';
import { Step } from '../steps';

/** A service that runs pipelines. */
export interface PipelineFormat {
  /** File that it reads, below the root of the repository. */
  readonly file: string;
  /** What to set up in the service, as a clause. */
  readonly secrets: string;
  readonly render: (plan: PipelinePlan) => string;
}

/** Said at the top of every file. */
export const HEADER = [
  'Model, image and manifests: verified, scanned, signed, locked and checked. Written by ack-secure-inference; yours to change.',
  'Guide: docs/PIPELINES.md of ack-secure-inference.',
];

/** Variables of every step that are no secret. */
export function variablesOf({ image }: PipelinePlan): Record<string, string> {
  return { IMAGE: image, REGISTRY: image.slice(0, image.indexOf('/')) };
}

/** A step as one script. */
export function scriptOf({ script }: Step): string {
  return `${script.join('\n')}\n`;
}
