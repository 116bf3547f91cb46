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

/** What `regionOf` found: each search walks through the whole stack. */
const found = new WeakMap<TerraformStack, { readonly region?: string }>();

/** The region of the alicloud provider of a stack. */
export function regionOf(scope: Construct): string {
  const stack = stackOf(scope);
  const provider = found.get(stack) ?? providerOf(stack);
  if (provider?.region) {
    found.set(stack, provider);
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

function providerOf(stack: TerraformStack): { readonly region?: string } | undefined {
  const providers = stack.allProviders() as { readonly terraformResourceType: string; readonly region?: string }[];
  return providers.find(({ terraformResourceType }) => terraformResourceType === 'alicloud');
}
