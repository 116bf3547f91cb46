/** The cloud half: network, cluster with policies, GPU nodes, models, images, mesh, audit, detection, and roles without keys. */
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { alicloud } from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/cdktf.out` });
  const stack = new TerraformStack(app, 'inference');
  // On disk for the example; docs/ALICLOUD.md shows an encrypted state in OSS.
  new LocalBackend(stack, { path: 'inference.tfstate' });
  new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });
  const platform = new alicloud.SecureInferencePlatform(stack, 'Inference', {
    zones: ['cn-hangzhou-h', 'cn-hangzhou-i'],
    modelBucketName: 'acme-inference-models',
    systemInstanceTypes: ['ecs.g8i.xlarge'],
    namespaces: ['chat'],
    kmsInstanceId: 'kst-hzz65f176a0ogplgqfk',
    resourcePrefix: 'acme-inference',
  });
  const pool = platform.addGpuPool('L20', {
    instanceTypes: ['ecs.gn8is.4xlarge', 'ecs.gn8is-2x.8xlarge'],
    nodes: alicloud.NodeCount.between(1, 8),
  });
  const registry = platform.addRegistry('Images', {
    registryName: 'acme-inference',
    repositories: ['ai/vllm-openai', 'ai/sglang'],
  });
  platform.addRuntimeDetection('SecurityCenter', {
    rules: [alicloud.ClientRule.denyHash('known-miner', '0f343b0931126a20f133d67c2b018a3b')],
  });
  platform.audit.notify('platform-on-call');
  platform.workloadContext('qwen', { namespace: 'chat', pool, modelPrefix: 'qwen3-8b/v1' });

  const publisher = new alicloud.StsRole(stack, 'ModelPublisher', {
    description: 'Publishes models from the main branch',
    trusted: [
      alicloud.StsPrincipal.oidc({
        providerArn: 'acs:ram::1234567890123456:oidc-provider/ci',
        issuer: 'https://ci.example.com',
        audience: 'alicloud',
        subject: 'project:ml/models:branch:main',
      }),
    ],
  });
  publisher.grantPublish(platform.models);
  publisher.grantPush(registry, 'ai/vllm-openai');
  return [app];
}
