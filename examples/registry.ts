/** A registry for several clusters of a VPC: CI pushes to it without a key that could be stolen. */
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { alicloud } from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/cdktf.out` });
  const stack = new TerraformStack(app, 'registry');
  // On disk for the example; docs/ALICLOUD.md shows an encrypted state in OSS.
  new LocalBackend(stack, { path: 'registry.tfstate' });
  new alicloud.AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });

  const network = new alicloud.NetworkPerimeter(stack, 'Shared', {
    zones: ['cn-hangzhou-h', 'cn-hangzhou-i'],
    cidr: '172.16.0.0/16',
    internetEgress: true,
  });
  const registry = new alicloud.SecureRegistry(stack, 'AcmeImages', {
    network,
    repositories: ['ai/vllm-openai', 'ai/sglang', 'tools/model-loader'],
    blockFrom: alicloud.ImageSeverity.MEDIUM,
  });

  const builder = new alicloud.StsRole(stack, 'ImageBuilder', {
    description: 'Builds images of engines on the main branch',
    trusted: [
      alicloud.StsPrincipal.oidc({
        providerArn: 'acs:ram::1234567890123456:oidc-provider/ci',
        issuer: 'https://ci.example.com',
        audience: 'alicloud',
        subject: 'project:ml/engines:branch:main',
      }),
    ],
  });
  builder.grantPush(registry, 'ai/vllm-openai');
  builder.grantPush(registry, 'ai/sglang');
  return [app];
}
