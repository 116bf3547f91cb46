import type { ExactPlace } from './exact-places';
import type { Manifest } from '../../objects/manifest';
import type { TerraformResource } from '../../terraform/resource';
import type { Rule } from '../rules/rule';

/** A rule that does not hold, and where. */
export interface Violation {
  readonly rule: Rule;
  /** The object, the Terraform resource, or undefined for a whole bundle. */
  readonly subject?: Manifest | TerraformResource;
  /** Path within the object, for example `spec.template.spec.containers[0]`; empty for the object itself. */
  readonly path: string;
  /** Name of the container, if it is about one. */
  readonly container?: string;
  /** What exactly is wrong there, if the rule is over effective models. */
  readonly detail?: string;
  /** Where exactly, if the rule is CEL over an object: asked of the rule only when somebody wants to know. */
  readonly places?: () => readonly ExactPlace[];
  /** Why the rule could not be evaluated, which counts as not holding. */
  readonly error?: string;
}

/** A rule that nobody can answer before the apply, and why. It is neither a violation nor does it hold. */
export interface Unjudged {
  readonly rule: Rule;
  readonly subject: TerraformResource;
  readonly reason: string;
}

/** Values of rule parameters by name. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Told of every rule that looks at something, and whether it holds there. */
export type Observer = (rule: Rule, holds: boolean, subject?: Manifest | TerraformResource) => void;
