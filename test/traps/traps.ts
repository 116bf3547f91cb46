/** What popular examples of secure inference on ACK get wrong, each as somebody would write it, and what is said about it. */
import { evaluateManifests, evaluateStack } from '../../lib/guardrails/evaluation/evaluate';
import { Manifest } from '../../lib/objects/manifest';
import { resourcesOfConfiguration } from '../../lib/terraform/configuration';
import { judgeStack } from '../support/terraform/judge';

type Arguments = Record<string, unknown>;

export interface Trap {
  readonly trap: string;
  /** A Terraform resource: its type and arguments. */
  readonly resource?: [type: string, args: Arguments];
  readonly manifest?: Manifest;
  /** Another object that the trap needs. */
  readonly beside?: Manifest;
  /** Rule, or words of the schema judge. */
  readonly said: string;
}

const CLUSTER = 'alicloud_cs_managed_kubernetes';
const POOL = 'alicloud_cs_kubernetes_node_pool';
const terway = (config: object) => ({ addons: [{ name: 'terway-eniip', config: JSON.stringify(config) }] });
const trust = (Action: string, subject: string) => ({
  role_name: 'reader',
  assume_role_policy_document: JSON.stringify({
    Version: '1',
    Statement: [
      {
        ...{ Effect: 'Allow', Action, Principal: { Federated: ['acs:ram::1:oidc-provider/ack-rrsa-c-1'] } },
        Condition: { StringEquals: { 'oidc:aud': 'sts.aliyuncs.com', 'oidc:iss': 'https://a', 'oidc:sub': subject } },
      },
    ],
  }),
});
const networkPolicy = (spec: Arguments): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'egress', namespace: 'chat' },
  spec: { podSelector: {}, policyTypes: ['Egress'], ...spec },
});
const pod = (spec: Arguments, container: Arguments = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'qwen', namespace: 'chat' },
  spec: { containers: [{ name: 'engine', image: 'vllm/vllm-openai:latest', ...container }], ...spec },
});
const ROLE_BY_ARN = {
  name: 'qwen',
  annotations: { 'pod-identity.alibabacloud.com/role-name': 'acs:ram::1:role/reader' },
};
const alert = (query: string) => ({
  ...{ alert_name: 'exec', display_name: 'exec', project_name: 'p', schedule: [{ type: 'FixedRate' }] },
  configuration: [{ query_list: [{ query }] }],
});

export const TRAPS: Trap[] = [
  {
    trap: 'the annotation of RRSA holds an ARN',
    manifest: {
      ...{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: ROLE_BY_ARN },
    },
    said: 'SAI-IDN-010',
  },
  {
    trap: 'a trust policy names the API instead of the action',
    resource: ['alicloud_ram_role', trust('sts:AssumeRoleWithOIDC', 'system:serviceaccount:chat:qwen')],
    said: 'SAI-IDN-029',
  },
  {
    trap: 'a trust policy takes every service account',
    resource: ['alicloud_ram_role', trust('sts:AssumeRole', 'system:serviceaccount:chat:*')],
    said: 'SAI-IDN-024',
  },
  {
    trap: 'cis_enabled hardens nodes',
    resource: [POOL, { cluster_id: 'c', cis_enabled: true }],
    said: 'is deprecated',
  },
  {
    trap: 'both hardening standards at once',
    resource: [POOL, { cluster_id: 'c', security_hardening_os: true, soc_enabled: true }],
    said: 'exclude each other',
  },
  {
    trap: 'a key for Secrets without disable_encryption = false',
    resource: [CLUSTER, { encryption_provider_key: 'key-1', cluster_spec: 'ack.pro.small' }],
    said: 'SAI-CLU-002',
  },
  { trap: 'the API server is on the Internet by default', resource: [CLUSTER, {}], said: 'SAI-CLU-001' },
  { trap: 'a NAT gateway is made by default', resource: [CLUSTER, {}], said: 'SAI-CLU-007' },
  {
    trap: 'Terway as the examples of the provider have it',
    resource: [CLUSTER, { pod_vswitch_ids: ['vsw-1'], ...terway({ IPVlan: 'false', NetworkPolicy: 'false' }) }],
    said: 'SAI-CLU-004',
  },
  {
    trap: 'the metadata address of another cloud is closed',
    manifest: networkPolicy({
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }],
    }),
    said: 'SAI-NET-001',
  },
  {
    trap: 'health checks of a load balancer are closed out',
    manifest: networkPolicy({ policyTypes: ['Ingress'] }),
    beside: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'gateway', namespace: 'chat' },
      spec: { type: 'LoadBalancer', selector: { app: 'gateway' }, ports: [{ port: 443 }] },
    },
    said: 'SAI-NET-015',
  },
  {
    trap: 'pods are named by address, which eBPF does not see',
    manifest: networkPolicy({ egress: [{ to: [{ ipBlock: { cidr: '172.20.0.0/16' } }] }] }),
    said: 'SAI-NET-004',
  },
  {
    trap: 'GPU in a sandbox of ACK',
    manifest: pod({ runtimeClassName: 'runv' }, { resources: { limits: { 'nvidia.com/gpu': '1' } } }),
    said: 'SAI-GPU-005',
  },
  ...Object.entries({
    alicloud_cs_managed_kubernetes: { worker_vswitch_ids: ['vsw-1'] },
    alicloud_cs_kubernetes_node_pool: {
      cluster_id: 'c',
      name: 'gpu',
      platform: 'AliyunLinux',
      security_group_id: 'sg-1',
    },
    alicloud_threat_detection_instance: {
      ...{ payment_type: 'PayAsYouGo', container_image_scan: '20', post_pay_module_switch: '{}' },
    },
    alicloud_ram_role: { name: 'reader', document: '{}' },
    alicloud_ram_policy: { name: 'reader', document: '{}' },
    alicloud_kms_key: { is_enabled: true, deletion_window_in_days: 7 },
    alicloud_log_store: { name: 'a', project: 'b' },
  }).flatMap(([type, args]) =>
    Object.keys(args)
      .filter((name) => !['cluster_id', 'payment_type'].includes(name))
      .map((name): Trap => ({
        trap: `${type}.${name} is old`,
        resource: [type, args],
        said: `${name}: is deprecated`,
      })),
  ),
  { trap: 'the older resource of alerts', resource: ['alicloud_log_alert', {}], said: 'no such type in the schema' },
  { trap: 'the older export', resource: ['alicloud_log_oss_export', {}], said: 'no such type in the schema' },
  {
    trap: 'the alert on exec that the documentation has',
    resource: ['alicloud_sls_alert', alert('verb : create and objectRef.subresource:exec and stage: ResponseStarted')],
    said: 'SAI-AUD-006',
  },
  {
    trap: 'a namespace of the registry is public',
    resource: ['alicloud_cr_ee_namespace', { instance_id: 'cri-1', name: 'ai', default_visibility: 'PUBLIC' }],
    said: 'SAI-REG-001',
  },
  {
    trap: 'a push makes repositories',
    resource: ['alicloud_cr_ee_namespace', { instance_id: 'cri-1', name: 'ai', auto_create: true }],
    said: 'SAI-REG-002',
  },
  {
    trap: 'tags can be moved',
    resource: [
      'alicloud_cr_ee_repo',
      { instance_id: 'cri-1', namespace: 'ai', name: 'vllm', repo_type: 'PRIVATE', summary: 's' },
    ],
    said: 'SAI-REG-004',
  },
  {
    trap: 'findings are blocked from CRITICAL on, which the registry does not have',
    resource: [
      'alicloud_cr_chain',
      {
        ...{ chain_name: 'c', instance_id: 'cri-1' },
        chain_config: [
          {
            nodes: [
              {
                node_name: 'VULNERABILITY_SCANNING',
                node_config: [{ deny_policy: [{ issue_level: 'CRITICAL', action: 'BLOCK' }] }],
              },
            ],
          },
        ],
      },
    ],
    said: '"CRITICAL" is not one of',
  },
  { trap: 'an image by its tag, which kritis refuses', manifest: pod({}), said: 'SAI-IMG-001' },
  {
    trap: 'a mesh without its CNI plug-in',
    resource: [
      'alicloud_service_mesh_service_mesh',
      { network: [{ vpc_id: 'v', vswitche_list: ['vsw-1'] }], mesh_config: [{ sidecar_injector: [{}] }] },
    ],
    said: 'SAI-MSH-010',
  },
  {
    trap: 'an edition of Security Center that does not look into containers',
    resource: ['alicloud_threat_detection_instance', { payment_type: 'Subscription', version_code: 'level3' }],
    said: 'SAI-DET-001',
  },
  {
    trap: 'a resource whose name says detection, and which only makes exceptions',
    resource: ['alicloud_threat_detection_image_event_operation', {}],
    said: 'no such type in the schema',
  },
  {
    trap: 'metadata without a token',
    resource: [POOL, { cluster_id: 'c' }],
    said: 'SAI-NOD-001',
  },
];

/** Rules that a trap is found by. */
export const TRAP_RULES: ReadonlySet<string> = new Set(
  TRAPS.map(({ said }) => said).filter((said) => said.startsWith('SAI-')),
);

/** What is said about Terraform: by rules of the library, and by the schema of the provider. */
export function saidOfStack(stack: { resource: Record<string, Record<string, Arguments>> }): string[] {
  const found = evaluateStack(resourcesOfConfiguration(stack)).map(({ rule, subject }) => {
    const name = subject && 'name' in subject ? subject.name : '';
    return `${rule.id} ${name}`;
  });
  return [...found, ...judgeStack(stack)];
}

/** What is said about manifests. */
export function saidOfManifests(manifests: readonly Manifest[]): string[] {
  return evaluateManifests(manifests, { podRanges: ['172.20.0.0/16'] }).map(
    ({ rule, subject }) => `${rule.id} ${(subject as Manifest)?.metadata?.name}`,
  );
}
