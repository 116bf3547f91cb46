import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';

/**
 * The account that an ARN of RAM names, `acs:ram::<account>:role/<name>`. A data source would have to ask the cloud for it
 * while it plans, which needs credentials and a network. It is a local value, so that JSON documents that name it stay JSON:
 * the expression has quotes.
 */
export function accountOf(scope: Construct, arn: string): string {
  return new TerraformLocal(scope, 'Account', Fn.element(Fn.split(':', arn), 3)).asString;
}
