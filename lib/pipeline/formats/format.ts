import { stringify } from 'yaml';
import { LOCK_FILE } from '../../images/lock-file';
import { PipelinePlan } from '../plan';
import { REPORTS, Step } from '../step';

/** A service that runs pipelines. */
export interface PipelineFormat {
  /** File that it reads, below the root of the repository. */
  readonly file: string;
  /** What to set up in the service, as a clause. */
  readonly secrets: string;
  readonly render: (plan: PipelinePlan) => string;
}

const HEADER = [
  'Model, image and manifests: verified, scanned, signed, locked and checked. Written by ack-secure-inference; yours to change.',
  'Guide: docs/PIPELINES.md of ack-secure-inference.',
];

/** What is said at the top of every file. */
export function headerOf(comment: string): string {
  return HEADER.map((line) => `${comment} ${line}\n`).join('');
}

/** A file of YAML. */
export function yamlOf(pipeline: object): string {
  return headerOf('#') + stringify(pipeline, { lineWidth: 0 });
}

/** What a run leaves behind. */
export function keptOf({ manifests }: PipelinePlan): string[] {
  return [manifests, LOCK_FILE, REPORTS];
}

/** Variables of every step that are no secret. */
export function variablesOf({ image }: PipelinePlan): Record<string, string> {
  return { IMAGE: image, REGISTRY: image.slice(0, image.indexOf('/')) };
}

/** A step as one script. */
export function scriptOf({ script }: Step): string {
  return `${script.join('\n')}\n`;
}
