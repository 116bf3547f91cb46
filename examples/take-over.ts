/** A VPC, a cluster and a registry that somebody made by hand: the first apply imports them, and Terraform manages them from then on. */
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { alicloud } from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/cdktf.out` });
  const stack = new TerraformStack(app, 'production');
  // On disk for the example; docs/ALICLOUD.md shows an encrypted state in OSS.
  new LocalBackend(stack, { path: 'production.tfstate' });
  new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });

  const network = new alicloud.NetworkPerimeter(stack, 'Production', {
    zones: ['cn-hangzhou-h', 'cn-hangzhou-k'],
    cidr: '10.0.0.0/16',
  });
  network.resource.importFrom('vpc-bp1kd7yn4qnd5xvy9v0bz');

  const keys = new alicloud.KmsInstance(stack, 'Keys', { network, zones: ['cn-hangzhou-h', 'cn-hangzhou-k'] });
  const cluster = new alicloud.AckCluster(stack, 'Cluster', {
    network,
    name: 'production',
    version: '1.34.1-aliyun.1',
    serviceCidr: '172.21.0.0/20',
    kmsInstanceId: keys.instanceId,
  });
  cluster.resource.importFrom('c8155823d057948c69a8ee21bae3a2b35');

  const registry = new alicloud.SecureRegistry(stack, 'Images', {
    network,
    registryName: 'acme',
    repositories: ['ai/vllm-openai'],
    kmsInstanceId: keys.instanceId,
  });
  registry.resource.importFrom('cri-2j88dtld8yel4a1c');
  return [app];
}
