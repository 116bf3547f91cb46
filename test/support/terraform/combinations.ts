type Arguments = Record<string, any>;

/** What the provider or the API refuses although each argument is fine by itself. */
interface Combination {
  readonly rule: string;
  holds(resource: Arguments): boolean;
}

const together = (...names: string[]): Combination => ({
  rule: `${names.join(' and ')} go together`,
  holds: (resource) => new Set(names.map((name) => resource[name] === undefined)).size === 1,
});

const notBoth = (first: string, second: string): Combination => ({
  rule: `${first} and ${second} exclude each other`,
  holds: (resource) => !isSet(resource[first]) || !isSet(resource[second]),
});

const exactlyOne = (...names: string[]): Combination => ({
  rule: `exactly one of ${names.join(', ')} is needed`,
  holds: (resource) => names.filter((name) => isSet(resource[name])).length === 1,
});

function isSet(value: unknown): boolean {
  return value !== undefined && value !== false;
}

const addonNames = (cluster: Arguments): string[] => (cluster.addons ?? []).map(({ name }: Arguments) => name);

/** By type of resource. Source: schema and documentation of provider 1.286, as the notes on each resource say. */
export const COMBINATIONS: Record<string, readonly Combination[]> = {
  alicloud_cs_managed_kubernetes: [
    together('control_plane_log_components', 'control_plane_log_ttl'),
    together('encryption_provider_key', 'disable_encryption'),
    notBoth('security_group_id', 'is_enterprise_security_group'),
    notBoth('pod_cidr', 'pod_vswitch_ids'),
    {
      rule: 'pod_vswitch_ids is for Terway, and Terway needs it',
      holds: (cluster) => isSet(cluster.pod_vswitch_ids) === addonNames(cluster).includes('terway-eniip'),
    },
    {
      rule: 'cluster_auto_upgrade needs maintenance_window, and excludes version',
      holds: ({ operation_policy: policies, maintenance_window: windows, version }) =>
        !policies?.[0].cluster_auto_upgrade?.[0].enabled || (windows?.[0].enable === true && version === undefined),
    },
    {
      rule: 'encryption of Secrets and RRSA need a Pro cluster',
      holds: ({ encryption_provider_key: key, cluster_spec: spec }) =>
        key === undefined || String(spec).startsWith('ack.pro'),
    },
  ],
  alicloud_cs_kubernetes_node_pool: [
    notBoth('security_hardening_os', 'soc_enabled'),
    notBoth('password', 'key_name'),
    {
      rule: 'desired_size is decided by the autoscaler where scaling_config is enabled',
      holds: ({ desired_size: size, scaling_config: scaling }) =>
        size === undefined || scaling === undefined || scaling[0].enable === false,
    },
    {
      rule: 'min_size is above max_size',
      holds: ({ scaling_config: scaling }) => (scaling?.[0].min_size ?? 0) <= (scaling?.[0].max_size ?? Infinity),
    },
    {
      rule: 'only disks of the ESSD family are encrypted',
      holds: ({ system_disk_encrypted: encrypted, system_disk_category: category }) =>
        !encrypted || ['cloud_essd', 'cloud_auto', 'cloud_essd_entry'].includes(category),
    },
    together('runtime_name', 'runtime_version'),
    {
      rule: 'names of own worker roles do not start as those of ACK do',
      holds: ({ ram_role_name: role = '' }) => !/^Kubernetes(MasterRole-|WorkerRole)/.test(role),
    },
  ],
  alicloud_security_group_rule: [
    exactlyOne('cidr_ip', 'ipv6_cidr_ip', 'source_security_group_id', 'prefix_list_id'),
    {
      rule: 'port_range is -1/-1 for protocols without ports, and a range for tcp and udp',
      holds: ({ ip_protocol: protocol, port_range: range = '-1/-1' }) =>
        ['tcp', 'udp'].includes(protocol) ? range !== '-1/-1' : range === '-1/-1',
    },
  ],
  alicloud_kms_key: [
    {
      rule: 'rotation_interval is needed where automatic_rotation is Enabled, and only there',
      holds: (key) => (key.automatic_rotation === 'Enabled') === isSet(key.rotation_interval),
    },
    {
      rule: 'only symmetric keys rotate',
      holds: ({ automatic_rotation: rotation, key_spec: spec = '' }) =>
        rotation !== 'Enabled' || !/^(RSA|EC)_/.test(spec),
    },
  ],
  alicloud_oss_bucket_server_side_encryption: [
    {
      rule: 'kms_master_key_id is for sse_algorithm KMS',
      holds: ({ kms_master_key_id: key, sse_algorithm: algorithm }) => key === undefined || algorithm === 'KMS',
    },
  ],
  alicloud_cr_scan_rule: [
    {
      rule: 'NAMESPACE needs namespaces only, REPO one namespace and repo_names',
      holds: ({ scan_scope: scope, namespaces = [], repo_names: names = [] }) =>
        scope === 'NAMESPACE'
          ? namespaces.length > 0 && names.length === 0
          : scope !== 'REPO' || (namespaces.length === 1 && names.length > 0),
    },
  ],
  alicloud_ram_role: [
    {
      rule: 'the action of a trust policy is sts:AssumeRole: AssumeRoleWithOIDC is the name of the API',
      holds: ({ assume_role_policy_document: document = '' }) => !/"sts:AssumeRoleWith/.test(document),
    },
    {
      rule: 'max_session_duration is 3600 to 43200 seconds',
      holds: ({ max_session_duration: seconds = 3600 }) =>
        typeof seconds !== 'number' || (seconds >= 3600 && seconds <= 43200),
    },
  ],
};
