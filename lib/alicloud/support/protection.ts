import { TerraformResourceLifecycle } from 'cdktf';

/**
 * Lifecycle of what nobody gets back: Terraform refuses every plan that would destroy it. To let it go, take that away
 * first: `construct.resource.addOverride('lifecycle.prevent_destroy', false)`.
 *
 * @param ignoreChanges arguments that are used when the resource is made only
 */
export function neverDestroyed(ignoreChanges?: string[]): TerraformResourceLifecycle {
  return { preventDestroy: true, ignoreChanges };
}
