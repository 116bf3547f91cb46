/** The parts of the cloud half, each by itself: for those who decide more than `SecureInferencePlatform` lets them. */
import { App, OssBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { alicloud, NetworkMode } from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/cdktf.out` });
  const stack = new TerraformStack(app, 'parts');
  new OssBackend(stack, {
    bucket: 'acme-terraform',
    prefix: 'inference',
    region: 'cn-hangzhou',
    encrypt: true,
    tablestoreEndpoint: 'https://acme-locks.cn-hangzhou.ots.aliyuncs.com',
    tablestoreTable: 'locks',
  });
  new alicloud.AlicloudProvider(stack, 'Alicloud', {
    region: 'cn-hangzhou',
    assumeRoleArn: 'acs:ram::1234567890123456:role/terraform',
  });

  alicloud.ResourceTags.add(stack, { owner: 'ml-platform', 'cost-center': '4711' });

  const network = new alicloud.NetworkPerimeter(stack, 'Inference', {
    zones: ['cn-hangzhou-h', 'cn-hangzhou-i', 'cn-hangzhou-k'],
    cidr: '10.8.0.0/15',
    flowLogDays: 365,
  });
  network.allowWrites('acme-results');

  const cluster = new alicloud.AckCluster(stack, 'Production', {
    network,
    version: '1.34.1-aliyun.1',
    networkMode: NetworkMode.TERWAY_DATAPATH_V2,
    maintenance: alicloud.MaintenanceWindow.weekly({ days: [alicloud.Weekday.SUNDAY], hour: 2, hours: 4 }),
  });
  cluster.addAddon('ack-advanced-audit');

  const diskKey = new alicloud.EncryptionKey(stack, 'Disks', { description: 'Disks of nodes', rotationDays: 180 });
  new alicloud.SystemNodePool(stack, 'System', {
    cluster,
    instanceTypes: ['ecs.g8i.xlarge', 'ecs.g7.xlarge'],
    diskKey,
  });
  const pool = new alicloud.GpuNodePool(stack, 'A10', {
    cluster,
    instanceTypes: ['ecs.gn7i-c16g1.4xlarge'],
    nodes: alicloud.NodeCount.between(0, 8),
    gpus: { driverVersion: '550.163.01' },
    tenant: 'chat',
    diskKey,
  });

  cluster.enforce(alicloud.AckPolicy.NOT_PRIVILEGED, { namespaces: ['chat'] });
  cluster.enforce(alicloud.AckPolicy.allowedUsers({ min: 1000, max: 65533 }), { namespaces: ['chat'] });
  cluster.enforce(alicloud.AckPolicy.containerLimits({ cpu: '16', memory: '128Gi' }), {
    namespaces: ['chat'],
    action: alicloud.PolicyAction.WARN,
  });
  cluster.enforce(alicloud.AckPolicy.NO_INTERNET_LOAD_BALANCER);

  const models = new alicloud.ModelStore(stack, 'Models', { bucketName: 'acme-chat-models', network, lockDays: 30 });
  const reader = alicloud.RrsaRole.forModelMount(stack, 'ChatModels', { cluster, fuseServiceAccount: 'chat-fuse' });
  reader.grantRead(models, 'qwen3-8b/v1');
  const secrets = new alicloud.RrsaRole(stack, 'ChatSecrets', { cluster, namespace: 'chat', serviceAccount: 'qwen' });
  secrets.allow({
    actions: ['kms:GetSecretValue'],
    resources: ['acs:kms:cn-hangzhou:1234567890123456:secret/chat-api-keys'],
  });

  const mesh = new alicloud.ServiceMesh(stack, 'Mesh', { cluster, logDays: 365 });
  const operator = new alicloud.StsRole(stack, 'MeshOperator', {
    description: 'Changes what is in the mesh',
    trusted: [alicloud.StsPrincipal.user('acs:ram::1234567890123456:user/alice')],
  });
  operator.grantMesh(mesh, alicloud.MeshAccess.OPERATE);

  const audit = new alicloud.AuditTrail(stack, 'Audit', {
    cluster,
    evidenceBucketName: 'acme-chat-evidence',
    allowedActors: { 'secret-read': ['system:serviceaccount:argocd:argocd-server'] },
  });
  audit.notify('sec-on-call');
  new alicloud.RuntimeDetection(stack, 'Detection', {
    edition: alicloud.SecurityEdition.prepaid({ servers: 12, cores: 240, months: 12 }),
    rules: [
      alicloud.ClientRule.denyConnection('mining-pool', {
        process: '*',
        commandLine: '*',
        address: '203.0.113.7',
        port: 3333,
      }),
    ],
  });
  new TerraformOutput(stack, 'gpu_nodes', { value: pool.host(), description: 'What manifests must know of the nodes' });
  return [app];
}
