import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { Checks } from '../guardrails';
import { AlicloudProvider as Provider } from './provider/provider';
import { repeatedIdentities } from './support/identities';
import { checkPattern } from './support/known';
import { stackOf } from './support/stack';
import { Problems } from '../private/problems';

/** Properties of `AlicloudProvider`. */
export interface AlicloudProviderProps {
  /** Region of everything in the stack, for example `cn-hangzhou`. */
  readonly region: string;

  /**
   * ARN of a RAM role that Terraform takes for its work.
   *
   * @default - whoever runs Terraform
   */
  readonly assumeRoleArn?: string;
}

/**
 * The Terraform provider of a stack. It takes no keys: Terraform finds credentials where it runs, for example in
 * environment variables that CI fills for one job.
 *
 * It holds the stack against the rules of this library: a stack with an open finding is not written. Nor is one that makes
 * a role, bucket or project that another construct of the program makes too.
 */
export class AlicloudProvider extends Construct {
  /** Region of everything in the stack. */
  public readonly region: string;

  /** The provider itself. */
  public readonly resource: TerraformProvider;

  /**
   * Defines the provider.
   *
   * @param scope stack
   * @param id construct id
   * @param props region
   * @throws InputError when the region or the role is not one
   */
  public constructor(scope: Construct, id: string, props: AlicloudProviderProps) {
    super(scope, id);
    const stack = stackOf(this);
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('region', props.region, /^[a-z]{2,}-[a-z]+(-[a-z0-9]+)*(?<!-[a-z]|\d[a-z])$/, {
        allowed: 'the id of a region such as cn-hangzhou, cn-shanghai-finance-1 or ap-southeast-1',
        fix: 'give the region, not a zone',
      }),
      ...checkPattern('role', props.assumeRoleArn, /^acs:ram::\d+:role\/[\w.-]+$/, {
        allowed: 'acs:ram::<account>:role/<name>',
        fix: 'copy the ARN of the role from the RAM console',
      }),
    );
    problems.throwIfAny();
    this.region = props.region;
    this.resource = new Provider(this, 'Resource', {
      region: props.region,
      assumeRole: props.assumeRoleArn
        ? { roleArn: props.assumeRoleArn, sessionName: 'terraform', sessionExpiration: 3600 }
        : undefined,
    });
    Checks.enforceOn(stack);
    stack.node.addValidation({ validate: () => repeatedIdentities(stack) });
  }
}
