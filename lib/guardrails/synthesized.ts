import { IConstruct } from 'constructs';
import type { TerraformResource } from './evaluate';
import { Manifest } from './pods';
import { appliedObjects, constructPathOf, resourcesOfConfiguration } from './terraform';

/** cdk8s and cdktf mark what they make with these symbols, whichever copy of the packages made them. */
const API_OBJECT = Symbol.for('cdk8s.ApiObject');
const TERRAFORM_STACK = Symbol.for('cdktf/TerraformStack');

/** What is below a scope, as it is written in the end. */
export interface Output {
  readonly objects: readonly { readonly construct: IConstruct; readonly manifest: Manifest }[];
  readonly stacks: readonly { readonly construct: IConstruct; readonly resources: readonly TerraformResource[] }[];
}

export function synthesizedOf(scope: IConstruct): Output {
  const constructs = scope.node.findAll();
  const stacks = constructs
    .filter(isStack)
    .map((construct) => ({ construct, resources: resourcesOfConfiguration(terraformOf(construct)) }));
  const objects = constructs
    .filter((construct) => API_OBJECT in construct)
    .map((construct) => ({ construct, manifest: (construct as unknown as { toJson(): Manifest }).toJson() }));
  const applied = stacks.flatMap(({ construct: stack, resources }) =>
    appliedObjects(resources).map(({ resource, manifest }) => ({
      construct: constructs.find(({ node }) => node.path === constructPathOf(resource)) ?? stack,
      manifest,
    })),
  );
  return { objects: [...objects, ...applied], stacks };
}

/** Whether a construct is a stack of cdktf. */
export function isStack(construct: IConstruct): boolean {
  return TERRAFORM_STACK in construct;
}

function terraformOf(stack: IConstruct): Record<string, unknown> {
  return (stack as unknown as { toTerraform(): Record<string, unknown> }).toTerraform();
}
