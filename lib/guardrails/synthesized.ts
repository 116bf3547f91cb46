import { IConstruct } from 'constructs';
import type { TerraformResource } from './evaluate';
import { Manifest } from './pods';
import { resourcesOfConfiguration } from './terraform';

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
  return {
    objects: constructs
      .filter((construct) => API_OBJECT in construct)
      .map((construct) => ({ construct, manifest: (construct as unknown as { toJson(): Manifest }).toJson() })),
    stacks: constructs
      .filter((construct) => TERRAFORM_STACK in construct)
      .map((construct) => ({ construct, resources: resourcesOfConfiguration(terraformOf(construct)) })),
  };
}

function terraformOf(stack: IConstruct): Record<string, unknown> {
  return (stack as unknown as { toTerraform(): Record<string, unknown> }).toTerraform();
}
