import { FLOW } from './flow';
import { PipelineFormat } from './format';
import { GITHUB } from './github';
import { GITLAB } from './gitlab';
import { JENKINS } from './jenkins';

/** By the option that asks for it. */
export const PIPELINE_FORMATS = {
  github: GITHUB,
  gitlab: GITLAB,
  jenkins: JENKINS,
  flow: FLOW,
} satisfies Record<string, PipelineFormat>;

export type PipelineFormatName = keyof typeof PIPELINE_FORMATS;

export const FORMAT_NAMES = Object.keys(PIPELINE_FORMATS) as PipelineFormatName[];
