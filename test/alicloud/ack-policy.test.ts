/** Names and parameters of "Container security policy rule base" of the ACK documentation, and what is refused of them. */
import { CLUSTER, newStack, resourcesOf, synthesized } from './support';
import {
  AckCluster,
  AckPolicy,
  NetworkPerimeter,
  PolicyGovernance,
  RegionListMode,
  RequiredProbe,
} from '../../lib/alicloud';

const IDS = { rule: 'MustRunAs', ranges: [{ min: 1000, max: 2000 }] };
const BOUNDS = { min: '100m', max: '2' };
const RANGES = { cpuRequests: BOUNDS, cpuLimits: BOUNDS, memoryRequests: BOUNDS, memoryLimits: BOUNDS };
const LABELS = [{ key: 'team', value: 'ml' }];

const WITHOUT_PARAMETERS: [AckPolicy, string][] = [
  [AckPolicy.NO_SECRETS_IN_ENVIRONMENT, 'ACKNoEnvVarSecrets'],
  [AckPolicy.SECURITY_CONTEXT, 'ACKPodsRequireSecurityContext'],
  [AckPolicy.PROTECT_BOUND_VOLUMES, 'ACKProtectBoundingPV'],
  [AckPolicy.NO_SHARED_PROCESSES, 'ACKBlockProcessNamespaceSharing'],
  [AckPolicy.EMPTY_DIR_SIZE, 'ACKEmptyDirHasSizeLimit'],
  [AckPolicy.SAFE_TO_EVICT, 'ACKLocalStorageRequireSafeToEvict'],
  [AckPolicy.MESH_SIDECAR, 'ASMSidecarInjectionEnforced'],
  [AckPolicy.NO_SERVICE_ENVIRONMENT, 'ACKBlockAutoinjectServiceEnv'],
  [AckPolicy.NO_TOKEN, 'ACKBlockAutomountToken'],
  [AckPolicy.NO_EPHEMERAL_CONTAINER, 'ACKBlockEphemeralContainer'],
  [AckPolicy.NO_INTERNET_LOAD_BALANCER, 'ACKBlockInternetLoadBalancer'],
  [AckPolicy.NO_NODE_PORT, 'ACKBlockNodePort'],
  [AckPolicy.IMAGE_DIGEST, 'ACKImageDigests'],
  [AckPolicy.NGINX_PATH, 'ACKCheckNginxPath'],
  [AckPolicy.NGINX_ANNOTATION, 'ACKCheckNginxAnnotation'],
  [AckPolicy.SIGNED_IMAGE, 'RatifyVerification'],
  [AckPolicy.NOT_PRIVILEGED, 'ACKPSPPrivilegedContainer'],
  [AckPolicy.NO_PRIVILEGE_ESCALATION, 'ACKPSPAllowPrivilegeEscalationContainer'],
  [AckPolicy.NO_HOST_NAMESPACE, 'ACKPSPHostNamespace'],
  [AckPolicy.READ_ONLY_ROOT, 'ACKPSPReadOnlyRootFilesystem'],
  [AckPolicy.NO_ALB, 'ACKRestrictALBCreation'],
];

const WITH_PARAMETERS: [AckPolicy, string, object][] = [
  [AckPolicy.restrictNamespaces(['default']), 'ACKRestrictNamespaces', { restrictedNamespaces: ['default'] }],
  [
    AckPolicy.restrictRoleBindings({ kind: 'ClusterRole', name: 'cluster-admin' }, [
      { kind: 'Group', name: 'system:masters' },
      { kind: 'ServiceAccount', name: 'argocd', namespace: 'argocd' },
    ]),
    'ACKRestrictRoleBindings',
    {
      restrictedRole: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      allowedSubjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:masters' },
        { kind: 'ServiceAccount', name: 'argocd', namespace: 'argocd' },
      ],
    },
  ],
  [AckPolicy.protectNamespaces(['chat']), 'ACKNamespacesDeleteProtection', { protectionNamespaces: ['chat'] }],
  [AckPolicy.protectServices(['qwen']), 'ACKServicesDeleteProtection', { protectionServices: ['qwen'] }],
  [
    AckPolicy.protectNodes(LABELS),
    'ACKBlockNodeDelete',
    { protectedLabels: [{ labelName: 'team', labelValue: 'ml' }] },
  ],
  [
    AckPolicy.protectObjects(LABELS),
    'ACKResourceDeletionProtection',
    { labels: [{ labelName: 'team', labelValue: 'ml' }] },
  ],
  [AckPolicy.protectCoreDns(2), 'ACKProtectCoreDNS', { min_replicas: 2 }],
  [
    AckPolicy.ossRegions(['cn-beijing']),
    'ACKOSSStorageLocationConstraint',
    { mode: 'allowlist', regions: ['cn-beijing'] },
  ],
  [AckPolicy.volumeSize('50Gi'), 'ACKPVSizeConstraint', { maxSize: '50Gi' }],
  [AckPolicy.claims('50Gi', ['chat']), 'ACKPVCConstraint', { maxSize: '50Gi', allowNamespaces: ['chat'] }],
  [AckPolicy.blockVolumeTypes(['gitRepo']), 'ACKBlockVolumeTypes', { volumes: ['gitRepo'] }],
  [AckPolicy.allowedRepositories(['a.example/ai/']), 'ACKAllowedRepos', { repos: ['a.example/ai/'] }],
  [AckPolicy.blockLoadBalancer(['chat']), 'ACKBlockLoadBalancer', { restrictedNamespaces: ['chat'] }],
  [AckPolicy.containerLimits({ cpu: '8', memory: '64Gi' }), 'ACKContainerLimits', { cpu: '8', memory: '64Gi' }],
  [AckPolicy.containerRequests({ cpu: '8', memory: '64Gi' }), 'ACKContainerRequests', { cpu: '8', memory: '64Gi' }],
  [AckPolicy.containerResources(RANGES), 'ACKContainerResourcesRange', RANGES],
  [
    AckPolicy.containerSizes({ cpuLimits: ['2'], memoryLimits: ['1Gi', '2Gi'] }),
    'ACKContainerResourcesWhitelist',
    { cpuRequests: [], cpuLimits: ['2'], memoryRequests: [], memoryLimits: ['1Gi', '2Gi'] },
  ],
  [AckPolicy.externalIps(['10.0.0.8']), 'ACKExternalIPs', { allowedIPs: ['10.0.0.8'] }],
  [
    AckPolicy.requiredLabels([
      { key: 'team', allowedRegex: '^ml$' },
      { key: 'env', optional: true },
    ]),
    'ACKRequiredLabels',
    {
      labels: [
        { key: 'team', allowedRegex: '^ml$' },
        { key: 'env', optional: true },
      ],
    },
  ],
  [
    AckPolicy.requiredProbes([RequiredProbe.READINESS, RequiredProbe.LIVENESS]),
    'ACKRequiredProbes',
    { probes: ['readinessProbe', 'livenessProbe'], probeTypes: ['tcpSocket', 'httpGet', 'exec', 'grpc'] },
  ],
  [
    AckPolicy.allowedUsers({ min: 1000, max: 2000 }),
    'ACKPSPAllowedUsers',
    { runAsUser: IDS, runAsGroup: IDS, supplementalGroups: IDS, fsGroup: IDS },
  ],
  [AckPolicy.appArmor(['runtime/default']), 'ACKPSPAppArmor', { allowedProfiles: ['runtime/default'] }],
  [
    AckPolicy.capabilities(['CHOWN']),
    'ACKPSPCapabilities',
    { allowedCapabilities: ['CHOWN'], requiredDropCapabilities: ['ALL'] },
  ],
  [AckPolicy.fsGroup({ min: 1000, max: 2000 }), 'ACKPSPFSGroup', IDS],
  [AckPolicy.flexVolumes(['alicloud/nas']), 'ACKPSPFlexVolumes', { allowedFlexVolumes: [{ driver: 'alicloud/nas' }] }],
  [AckPolicy.forbiddenSysctls(), 'ACKPSPForbiddenSysctls', { forbiddenSysctls: ['*'] }],
  [
    AckPolicy.hostPaths([{ pathPrefix: '/foo', readOnly: true }]),
    'ACKPSPHostFilesystem',
    { allowedHostPaths: [{ pathPrefix: '/foo', readOnly: true }] },
  ],
  [
    AckPolicy.hostPorts({ min: 8000, max: 9000 }),
    'ACKPSPHostNetworkingPorts',
    { hostNetwork: false, min: 8000, max: 9000 },
  ],
  [AckPolicy.maskedProc(), 'ACKPSPProcMount', { procMount: 'Default' }],
  [AckPolicy.seLinux([{ level: 's0' }]), 'ACKPSPSELinuxV2', { allowedSELinuxOptions: [{ level: 's0' }] }],
  [
    AckPolicy.seccomp(['profiles/audit.json']),
    'ACKPSPSeccomp',
    {
      allowedProfileTypes: ['RuntimeDefault', 'Localhost'],
      allowedProfiles: ['runtime/default', 'localhost/profiles/audit.json'],
    },
  ],
  [AckPolicy.volumeTypes(['emptyDir']), 'ACKPSPVolumeTypes', { volumes: ['emptyDir'] }],
  [
    AckPolicy.requiredNodeSelector([{ key: 'kubernetes.io/os', allowedRegex: '^linux$' }]),
    'ACKRequiredNodeSelector',
    { nodeSelector: [{ key: 'kubernetes.io/os', allowedRegex: '^linux$' }] },
  ],
  [AckPolicy.replicas({ min: 2, max: 8 }), 'ACKWorkloadReplicasRange', { minReplicas: 2, maxReplicas: 8 }],
];

test('the whole library of ACK is here, each policy once', () => {
  const names = [...WITHOUT_PARAMETERS, ...WITH_PARAMETERS].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(55);
});

test.each(WITHOUT_PARAMETERS)('%# is %s', ({ policyName, parameters }, name) => {
  expect([policyName, parameters]).toEqual([name, {}]);
});

test.each(WITH_PARAMETERS)('%# is %s with its parameters', ({ policyName, parameters }, name, expected) => {
  const parsed = Object.entries(parameters).map(([key, text]) => [key, parse(text, key, expected)]);
  expect([policyName, Object.fromEntries(parsed)]).toEqual([name, expected]);
});

/** Lists, objects, numbers and flags are JSON; texts are as they are. */
function parse(text: string, key: string, expected: object): unknown {
  return typeof (expected as Record<string, unknown>)[key] === 'string' ? text : JSON.parse(text);
}

test('a list of regions may say where volumes are not', () => {
  expect(AckPolicy.ossRegions(['us-east-1'], RegionListMode.DENY).parameters.mode).toBe('denylist');
});

test('a cluster that exists gets the components that policies wait for, unless it has them', () => {
  const governed = (installed?: boolean) => {
    const stack = newStack();
    const governance = new PolicyGovernance(stack, 'Policies', { cluster: CLUSTER, installed });
    governance.enforce(AckPolicy.NOT_PRIVILEGED, { namespaces: ['chat'] });
    governance.enforce(AckPolicy.NOT_PRIVILEGED, { namespaces: ['batch'] });
    return synthesized(stack);
  };
  const addons = resourcesOf(governed(), 'alicloud_cs_kubernetes_addon').map(({ name }) => name);
  expect(addons).toEqual(['gatekeeper', 'policy-template-controller']);
  const policies = resourcesOf(governed(), 'alicloud_cs_kubernetes_policy_instance');
  expect(policies.map(({ namespaces, cluster_id }) => [namespaces, cluster_id])).toEqual([
    [['chat'], 'c-1'],
    [['batch'], 'c-1'],
  ]);
  expect(policies[0].depends_on).toHaveLength(2);
  expect(resourcesOf(governed(true), 'alicloud_cs_kubernetes_addon')).toEqual([]);
});

test('a policy about pods of a cluster that exists names their namespaces', () => {
  const governance = new PolicyGovernance(newStack(), 'Policies', { cluster: CLUSTER });
  expect(() => governance.enforce(AckPolicy.NOT_PRIVILEGED)).toThrow('pods of the cluster itself');
});

function enforce(policy: AckPolicy) {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
  new AckCluster(stack, 'Inference', { network }).enforce(policy, { namespaces: ['chat'] });
  return resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_policy_instance');
}

test.each([...WITHOUT_PARAMETERS, ...WITH_PARAMETERS].map(([policy, name]) => [name, policy] as const))(
  '%s is enforced with parameters that the provider takes',
  (name, policy) => {
    expect(enforce(policy)).toMatchObject([{ policy_name: name, parameters: policy.parameters }]);
  },
);

test.each<[string, AckPolicy, string]>([
  ['no namespaces', AckPolicy.restrictNamespaces([]), 'policy has no namespaces'],
  ['a pattern of namespaces', AckPolicy.protectNamespaces(['chat-*']), 'namespaces is not a name: got "chat-*"'],
  ['a pattern of Services', AckPolicy.protectServices(['*']), 'Services is not a name'],
  ['a pattern of regions', AckPolicy.ossRegions(['cn-*']), 'regions is not a name'],
  ['claims nowhere', AckPolicy.claims('50Gi', []), 'policy has no namespaces'],
  ['a role that is none', AckPolicy.restrictRoleBindings({ kind: 'role', name: 'admin' }, []), 'kind of the role'],
  [
    'a subject that is none',
    AckPolicy.restrictRoleBindings({ kind: 'Role', name: 'admin' }, [{ kind: 'Pod', name: 'x' }]),
    'allowed: User, Group, ServiceAccount',
  ],
  ['no labels of nodes', AckPolicy.protectNodes([]), 'policy has no labels'],
  ['no labels of objects', AckPolicy.protectObjects([]), 'policy has no labels'],
  ['CoreDNS without replicas', AckPolicy.protectCoreDns(0), 'replicas of CoreDNS is not a range'],
  ['a size without a number', AckPolicy.volumeSize('large'), 'largest volume is not a quantity'],
  ['a size in German', AckPolicy.claims('50 GB', ['chat']), 'largest claim is not a quantity: got "50 GB"'],
  ['no kinds of volumes', AckPolicy.blockVolumeTypes([]), 'policy has no kinds of volumes'],
  ['no repositories', AckPolicy.allowedRepositories([]), 'policy has no repositories'],
  ['an open prefix', AckPolicy.allowedRepositories(['a.example/ai']), 'first part of others as well'],
  ['no namespaces of load balancers', AckPolicy.blockLoadBalancer([]), 'policy has no namespaces'],
  ['limits in words', AckPolicy.containerLimits({ cpu: 'many', memory: '1Gi' }), 'CPU and memory is not a quantity'],
  ['requests in words', AckPolicy.containerRequests({ cpu: '1', memory: '1 Gi' }), 'CPU and memory is not a quantity'],
  [
    'bounds in words',
    AckPolicy.containerResources({ ...RANGES, cpuLimits: { min: 'few', max: '2' } }),
    'bound of CPU and memory',
  ],
  ['no sizes', AckPolicy.containerSizes({}), 'policy has no sizes of containers'],
  ['sizes in words', AckPolicy.containerSizes({ cpuLimits: ['all'] }), 'size of a container is not a quantity'],
  ['no labels', AckPolicy.requiredLabels([]), 'policy has no labels'],
  ['a broken expression', AckPolicy.requiredLabels([{ key: 'a', allowedRegex: '(' }]), 'not a regular expression'],
  ['no probes', AckPolicy.requiredProbes([]), 'policy has no probes'],
  ['root', AckPolicy.allowedUsers({ min: 0, max: 2000 }), 'range of users is not a range: got [0,2000]'],
  ['the group of root', AckPolicy.allowedUsers({ min: 1, max: 9 }, { min: 0, max: 9 }), 'range of groups'],
  ['a range backwards', AckPolicy.fsGroup({ min: 9, max: 1 }), 'range of groups is not a range'],
  ['no profiles', AckPolicy.appArmor([]), 'policy has no profiles'],
  ['no kernel parameters', AckPolicy.forbiddenSysctls([]), 'policy has no kernel parameters'],
  ['negative ports', AckPolicy.hostPorts({ min: -1, max: 80 }), 'range of ports is not a range'],
  ['no volumes', AckPolicy.volumeTypes([]), 'policy has no kinds of volumes'],
  ['no selector', AckPolicy.requiredNodeSelector([]), 'policy has no labels'],
  ['a broken selector', AckPolicy.requiredNodeSelector([{ key: 'a', allowedRegex: '[' }]), 'not a regular expression'],
  ['half a replica', AckPolicy.replicas({ min: 0.5, max: 2 }), 'range of replicas is not a range'],
])('refuses %s', (_, policy, message) => {
  expect(() => enforce(policy)).toThrow(message);
});
