import { mkdirSync } from 'node:fs';
import { App, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { NAME } from './name';
import { alicloud } from 'ack-secure-inference';

/** A resource as somebody writes it with the generated bindings. */
export interface BoundResource {
  readonly type: string;
  readonly id: string;
  readonly config: object;
}

export function newStack(outdir: string): { app: App; stack: TerraformStack } {
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, stackTraces: false });
  const stack = new TerraformStack(app, 'bench');
  new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });
  return { app, stack };
}

/** A bucket with models and a role that reads it. */
export function addUnit(scope: Construct, name: string): void {
  const network = alicloud.NetworkPerimeter.fromNetworkPerimeterAttributes({
    vpcId: 'vpc-1',
    cidr: '10.0.0.0/16',
    nodeVswitchIds: ['vsw-1'],
    podVswitchIds: ['vsw-2'],
  });
  const cluster = alicloud.AckCluster.fromAckClusterAttributes({
    name: 'inference',
    clusterId: 'c-1',
    network,
    securityGroupId: 'sg-1',
    oidcProviderArn: 'acs:ram::1:oidc-provider/ack-rrsa-c-1',
    oidcIssuer: 'https://oidc-ack-cn-hangzhou.oss-cn-hangzhou.aliyuncs.com/c-1',
  });
  const unit = new Construct(scope, name);
  const store = new alicloud.ModelStore(unit, 'Models', { bucketName: name, network });
  const role = new alicloud.RrsaRole(unit, 'Role', { cluster, namespace: name, serviceAccount: 'reader' });
  role.grantRead(store, 'qwen3');
}

/** The resources of a unit, as they come out in the end. */
export function resourcesOfUnit(): BoundResource[] {
  const { stack } = newStack('.bench/unit');
  addUnit(stack, NAME);
  stack.prepareStack();
  const types = stack.toTerraform().resource as Record<string, Record<string, object>>;
  return stack.node
    .findAll()
    .filter((construct): construct is TerraformResource => TerraformResource.isTerraformResource(construct))
    .map(({ terraformResourceType: type, friendlyUniqueId: name }) => {
      const { '//': _notes, ...attributes } = types[type][name] as Record<string, unknown>;
      return { type, id: name, config: inCamelCase(attributes) as object };
    });
}

/** Names of properties as the bindings have them. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inCamelCase);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      inCamelCase(item),
    ]),
  );
}
