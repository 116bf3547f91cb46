/** A cluster, its network, a bucket and a registry that exist: GPU nodes, roles, policies and alerts are added to them. */
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { alicloud } from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/cdktf.out` });
  const stack = new TerraformStack(app, 'gpu-nodes');
  // On disk for the example; docs/ALICLOUD.md shows an encrypted state in OSS.
  new LocalBackend(stack, { path: 'gpu-nodes.tfstate' });
  new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });

  const network = alicloud.NetworkPerimeter.fromNetworkPerimeterAttributes({
    vpcId: 'vpc-bp1kd7yn4qnd5xvy9v0bz',
    cidr: '10.0.0.0/16',
    nodeVswitchIds: ['vsw-bp1n0ft8b2yb3xwm2v0aa', 'vsw-bp1n0ft8b2yb3xwm2v0ab'],
    podVswitchIds: ['vsw-bp1n0ft8b2yb3xwm2v0ba', 'vsw-bp1n0ft8b2yb3xwm2v0bb'],
  });
  const cluster = alicloud.AckCluster.fromAckClusterAttributes({
    name: 'production',
    clusterId: 'c8155823d057948c69a8ee21bae3a2b35',
    network,
    securityGroupId: 'sg-bp15ed6xe1yxeycg7oze',
    oidcProviderArn: 'acs:ram::1234567890123456:oidc-provider/ack-rrsa-c8155823d057948c69a8ee21bae3a2b35',
    oidcIssuer: 'https://oidc-ack-cn-hangzhou.oss-cn-hangzhou.aliyuncs.com/c8155823d057948c69a8ee21bae3a2b35',
  });
  const models = alicloud.ModelStore.fromModelStoreAttributes({
    bucketName: 'acme-models',
    region: 'cn-hangzhou',
    key: alicloud.EncryptionKey.fromEncryptionKeyAttributes({
      keyId: 'key-hzz62f1cb66fa42qo1lws',
      keyArn: 'acs:kms:cn-hangzhou:1234567890123456:key/key-hzz62f1cb66fa42qo1lws',
    }),
  });

  new alicloud.GpuNodePool(stack, 'L20', {
    cluster,
    instanceTypes: ['ecs.gn8is.4xlarge', 'ecs.gn8is-2x.8xlarge'],
    nodes: alicloud.NodeCount.between(0, 4),
    gpus: { driverVersion: '570.133.20' },
  });
  const policies = new alicloud.PolicyGovernance(stack, 'Policies', { cluster });
  for (const policy of [alicloud.AckPolicy.NOT_PRIVILEGED, alicloud.AckPolicy.noCapabilities()]) {
    policies.enforce(policy, { namespaces: ['chat'] });
  }
  const reader = alicloud.RrsaRole.forModelMount(stack, 'ModelReader', {
    cluster,
    roleName: 'production-model-reader',
  });
  reader.grantRead(models, 'qwen3-8b/v1');
  new alicloud.AuditTrail(stack, 'Audit', { cluster, evidenceBucketName: 'acme-evidence', accountTrail: false });
  return [app];
}
