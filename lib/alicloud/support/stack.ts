import { TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { InputError } from '../../private/problems';

/** The stack of a construct; an error where it was made by another copy of cdktf, which would fail far from here. */
export function stackOf(scope: Construct): TerraformStack {
  const stack: IConstruct | undefined = scope.node.scopes.reverse().find((parent) => TerraformStack.isStack(parent));
  if (stack instanceof TerraformStack) {
    return stack;
  }
  throw new InputError(scope.node.path, [
    stack
      ? {
          what: 'stack was made by another copy of cdktf, or by cdktn',
          got: stack.node.path,
          allowed: 'a TerraformStack of the cdktf that this library loads',
          fix: 'keep one copy: `npm ls cdktf cdktn`; with CDK Terrain install it as "cdktf": "npm:cdktn@<version>"',
        }
      : {
          what: 'construct is not in a stack',
          got: scope.node.root.constructor.name,
          allowed: 'a place below a TerraformStack',
          fix: "make one: new TerraformStack(app, 'inference')",
        },
  ]);
}

/** The region of the alicloud provider of a stack. */
export function regionOf(scope: Construct): string {
  const provider = stackOf(scope)
    .allProviders()
    .find(({ terraformResourceType }) => terraformResourceType === 'alicloud') as { region?: string } | undefined;
  if (provider?.region) {
    return provider.region;
  }
  throw new InputError(scope.node.path, [
    {
      what: 'stack has no alicloud provider with a region',
      got: provider?.region,
      allowed: 'one provider, made before what it manages',
      fix: "add new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' })",
    },
  ]);
}
