import { nativeKindOf } from './kinds';
import type { Manifest } from '../../objects/manifest';
import { fields, isMap, TerraformResource } from '../resource';

/** Blocks that may be repeated, by the list that they are of. Source: documentation of hashicorp/kubernetes 2.38. */
const LISTS: Record<string, string> = {
  ...{ container: 'containers', init_container: 'initContainers', env: 'env', env_from: 'envFrom', port: 'ports' },
  ...{ ports: 'ports', volume: 'volumes', volume_mount: 'volumeMounts', volume_device: 'volumeDevices' },
  ...{ toleration: 'tolerations', image_pull_secrets: 'imagePullSecrets', image_pull_secret: 'imagePullSecrets' },
  ...{ host_aliases: 'hostAliases', sysctl: 'sysctls', topology_spread_constraint: 'topologySpreadConstraints' },
  ...{ volume_claim_template: 'volumeClaimTemplates', items: 'items', sources: 'sources', rule: 'rules' },
  ...{ subject: 'subjects', secret: 'secrets', ingress: 'ingress', egress: 'egress', from: 'from', to: 'to' },
  ...{ match_expressions: 'matchExpressions', node_selector_term: 'nodeSelectorTerms', path: 'paths', tls: 'tls' },
  ...{ webhook: 'webhooks', http_header: 'httpHeaders', readiness_gate: 'readinessGates', option: 'options' },
  ...{ match_fields: 'matchFields', cluster_role_selectors: 'clusterRoleSelectors', subset: 'subsets' },
  ...{ address: 'addresses', not_ready_address: 'notReadyAddresses', limit: 'limits', metric: 'metrics' },
  preferred_during_scheduling_ignored_during_execution: 'preferredDuringSchedulingIgnoredDuringExecution',
};

/** Where a block of such a name is single. */
const SINGLE: Record<string, readonly string[]> = {
  secret: ['volumes', 'sources'],
  port: ['service', 'backend'],
};

/** Maps whose keys are the user's. */
const MAPS = new Set(
  ['labels', 'annotations', 'match_labels', 'data', 'binary_data', 'string_data', 'limits', 'requests', 'hard']
    .concat(['node_selector', 'parameters', 'volume_attributes', 'driver_options', 'capacity', 'default', 'max', 'min'])
    .concat(['default_request', 'overhead']),
);

/** Fields with capitals that no rule gives. */
const SPELLED: Record<string, string> = {
  ...{ host_pid: 'hostPID', host_ipc: 'hostIPC', cluster_ip: 'clusterIP', cluster_ips: 'clusterIPs' },
  ...{ external_ips: 'externalIPs', load_balancer_ip: 'loadBalancerIP', non_resource_urls: 'nonResourceURLs' },
  ...{ ip_families: 'ipFamilies', fs_type: 'fsType', pod_cidr: 'podCIDR', volume_id: 'volumeID', pd_name: 'pdName' },
  ca_bundle: 'caBundle',
};

/** Texts of the provider that are numbers in Kubernetes. */
const NUMBERS = new Set(['run_as_user', 'run_as_group', 'fs_group', 'replicas']);

/** The object that a typed resource of the Kubernetes provider makes. */
export function nativeObject({ type, arguments: args }: TerraformResource): Manifest | undefined {
  const head = nativeKindOf(type);
  if (head === undefined) {
    return undefined;
  }
  const { '//': comment, count, for_each: each, depends_on: after, lifecycle, provider, id, ...written } = args;
  return { ...head, ...fields(native(written, '')) } as Manifest;
}

function native(value: unknown, parent: string): unknown {
  if (!isMap(value)) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => field(name, inner, parent));
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined && item !== null && item !== ''));
}

function field(name: string, value: unknown, parent: string): [string, unknown][] {
  if (isUserMap(name, value)) {
    return [[camelCase(name), Array.isArray(value) ? value[0] : value]];
  }
  const list = isMap(value) || (Array.isArray(value) && value.some(isMap)) ? listOf(name, parent) : undefined;
  if (list !== undefined) {
    return [[list, (Array.isArray(value) ? value : [value]).map((item) => native(item, list))]];
  }
  const named = camelCase(name);
  if (!Array.isArray(value)) {
    return [[named, NUMBERS.has(name) ? asNumber(value) : native(value, named)]];
  }
  const blocks = value.filter(isMap);
  if (blocks.length === 1) {
    return [[named, native(blocks[0], named)]];
  }
  return value.length === 0 ? [] : [[named, value.map((item) => native(item, named))]];
}

/** `selector` is a map in a Service, and a block elsewhere. */
function isUserMap(name: string, value: unknown): boolean {
  const isSelector = name === 'selector' && isMap(value) && !('match_labels' in value || 'match_expressions' in value);
  return MAPS.has(name) ? isMap(value) || (Array.isArray(value) && value.every(isMap)) : isSelector;
}

function listOf(name: string, parent: string): string | undefined {
  return SINGLE[name]?.includes(parent) ? undefined : LISTS[name];
}

function camelCase(name: string): string {
  return SPELLED[name] ?? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
