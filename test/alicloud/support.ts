import { App, Aspects, TerraformStack } from 'cdktf';
import { AckCluster, AlicloudProvider, NetworkPerimeter } from '../../lib/alicloud';
import { Checks } from '../../lib/guardrails';
import { judgeStack } from '../support/terraform/judge';
import { StackJson } from '../support/terraform/stack';

/** A stack in cn-hangzhou that is written nowhere. */
export function newStack(region = 'cn-hangzhou'): TerraformStack {
  const stack = new TerraformStack(new App({ stackTraces: false }), 'test');
  new AlicloudProvider(stack, 'Alicloud', { region });
  return stack;
}

/** What Terraform gets, after the schema judge and the rules have agreed to it. */
export function synthesized(stack: TerraformStack): StackJson {
  const json = JSON.parse(JSON.stringify(rendered(stack)));
  expect(judgeStack(json)).toEqual([]);
  expect(Checks.evaluate(stack).map(({ ruleId, subject, message }) => `${ruleId} ${subject}: ${message}`)).toEqual([]);
  return json;
}

/** What Terraform gets. */
export function rendered(stack: TerraformStack): StackJson {
  stack.prepareStack();
  for (const scope of stack.node.findAll()) {
    for (const aspect of Aspects.of(scope).all) {
      scope.node.findAll().forEach((construct) => aspect.visit(construct));
    }
  }
  return stack.toTerraform();
}

/** All resources of a type, without what cdktf notes about them. */
export function resourcesOf(stack: StackJson, type: string): Record<string, any>[] {
  return Object.values(stack.resource?.[type] ?? {}).map(({ '//': _notes, ...resource }) => resource);
}

/** A network and a cluster that exist already. */
export const NETWORK = NetworkPerimeter.fromNetworkPerimeterAttributes({
  vpcId: 'vpc-1',
  cidr: '10.0.0.0/16',
  nodeVswitchIds: ['vsw-1'],
  podVswitchIds: ['vsw-2'],
});
export const CLUSTER = AckCluster.fromAckClusterAttributes({
  name: 'inference',
  clusterId: 'c-1',
  network: NETWORK,
  securityGroupId: 'sg-1',
  oidcProviderArn: 'acs:ram::1:oidc-provider/ack-rrsa-c-1',
  oidcIssuer: 'https://oidc-ack-cn-hangzhou.oss-cn-hangzhou.aliyuncs.com/c-1',
});
