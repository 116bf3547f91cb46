import { Comparison, exponent, work } from './comparison';
import { TerraformSynthesis } from '../workload';

/** About how many resources a unit has: a role that reads a bucket, with all that belongs to them. */
export const RESOURCES_PER_UNIT = 20;

const stack = (made: TerraformSynthesis['made'], resources: number): TerraformSynthesis => ({
  script: 'terraform',
  made,
  units: resources / RESOURCES_PER_UNIT,
});

/** The cloud half, beside what is written by hand with the generated bindings. */
export const TERRAFORM: readonly Comparison[] = [
  {
    id: 'terraform-1000',
    title: 'Terraform by constructs ÷ by bindings, 1,000 resources',
    subject: stack('library', 1000),
    baseline: stack('bindings', 1000),
    derive: work,
    target: 1.15,
  },
  {
    id: 'terraform-growth',
    title: 'Terraform by constructs, exponent of time from 1,000 to 4,000 resources',
    subject: stack('library', 4000),
    baseline: stack('library', 1000),
    derive: exponent(4),
    target: 1.05,
  },
];
