import { Injection } from './injection';
import { Cluster } from '../cluster';

/** Where acts are done. */
export interface Scene {
  readonly cluster: Cluster;
  readonly injection: Injection;
}

/** One way to make a cluster differ, and the differences that it makes beside those of pods which a workload makes anew. */
export interface Act {
  readonly name: string;
  /** `<kind of drift> <object>`, sorted. */
  readonly found: readonly string[];
  /** Whether pods are looked at, too. */
  readonly pods?: boolean;
  act(scene: Scene): unknown;
}

/** Namespace of examples/detection.ts, whose service is `qwen`. */
const NS = 'watched';
/** Namespace and name of the service of examples/api-access.ts. */
const ROUTER = 'router';

const kubectl =
  (...args: string[]) =>
  ({ cluster }: Scene) =>
    cluster.must(args);

const patch = (target: string, body: object, namespace = NS) =>
  kubectl('patch', ...target.split('/'), '-n', namespace, '--type=merge', '-p', JSON.stringify(body));

/** Changes a field by its JSON path, `/spec/replicas`. */
const set = (target: string, op: 'add' | 'replace' | 'remove', path: string, value?: unknown, namespace = NS) =>
  kubectl(
    ...['patch', ...target.split('/'), '-n', namespace, '--type=json', '-p'],
    JSON.stringify([{ op, path, ...(value === undefined ? {} : { value }) }]),
  );

const create =
  (object: object) =>
  ({ cluster }: Scene) =>
    cluster.must(['create', '-f', '-'], JSON.stringify(object));

const remove = (target: string, namespace = NS) => kubectl('delete', ...target.split('/'), '-n', namespace);

/** Ends the pod of a probe with what its program says, as a kubelet would; the job's controller does the rest. */
function probeEnds(side: string, exitCode: number): Act['act'] {
  return ({ cluster }) => {
    const { metadata } = cluster.list('jobs', NS).find((job) => job.metadata.name.startsWith(`network-probe-${side}`));
    return cluster.failJob(metadata.name, NS, exitCode);
  };
}

const DEPLOYMENT = 'deployment/qwen';
const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

const changed = (id: string, object: string, name: string, act: Act['act']): Act => ({
  name,
  found: [`${id} ${object}`],
  act,
});
const onDeployment = (id: string, name: string, act: Act['act']) => changed(id, `Deployment/${NS}/qwen`, name, act);

const object = (apiVersion: string, kind: string, name: string, rest: object, namespace = NS) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  ...rest,
});

const RBAC = 'rbac.authorization.k8s.io/v1';
const binding = (kind: string, name: string, subject: object, namespace?: string) => ({
  apiVersion: RBAC,
  kind,
  metadata: { name, namespace },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [subject],
});
const ACCOUNT = { kind: 'ServiceAccount', name: 'qwen', namespace: NS };

/** An image that the policies of examples/admission-policies.ts admit. */
const IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/other@sha256:${'a'.repeat(64)}`;

/** A container that `restricted` admits. */
const TOOL = {
  image: IMAGE,
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

const STRANGER = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'stranger', namespace: ROUTER },
  spec: {
    securityContext: { runAsNonRoot: true, runAsUser: 1001, seccompProfile: { type: 'RuntimeDefault' } },
    serviceAccountName: ROUTER,
    containers: [{ name: 'tool', ...TOOL }],
  },
};

const NAMESPACES: readonly Act[] = [
  changed(
    'namespace-downgraded',
    `Namespace/${NS}`,
    'a namespace enforces privileged',
    kubectl('label', 'namespace', NS, '--overwrite', 'pod-security.kubernetes.io/enforce=privileged'),
  ),
  changed(
    'injection-off',
    `Namespace/${NS}`,
    'injection is switched off',
    kubectl('label', 'namespace', NS, '--overwrite', 'istio-injection=disabled'),
  ),
  changed(
    'namespace-changed',
    `Namespace/${NS}`,
    'a namespace gets a label that exempts it',
    kubectl('label', 'namespace', NS, 'admission.gatekeeper.sh/ignore=yes'),
  ),
  changed(
    'limit-changed',
    `ResourceQuota/${NS}/gpus`,
    'a quota is raised',
    patch('resourcequota/gpus', { spec: { hard: { 'requests.nvidia.com/gpu': '64', 'services.nodeports': '9' } } }),
  ),
  changed(
    'object-missing',
    `LimitRange/${NS}/container-defaults`,
    'defaults of containers are deleted',
    remove('limitrange/container-defaults'),
  ),
];

const NETWORK: readonly Act[] = [
  changed(
    'network-policy-missing',
    `NetworkPolicy/${NS}/default-deny`,
    'the default deny is deleted',
    remove('networkpolicy/default-deny'),
  ),
  changed(
    'network-policy-changed',
    `NetworkPolicy/${NS}/qwen`,
    'a NetworkPolicy lets every namespace in',
    set('networkpolicy/qwen', 'replace', '/spec/ingress/0/from/0/namespaceSelector', {}),
  ),
  changed(
    'network-policy-added',
    `NetworkPolicy/${NS}/open`,
    'a second NetworkPolicy opens what the first closes',
    create(object('networking.k8s.io/v1', 'NetworkPolicy', 'open', { spec: { podSelector: {}, egress: [{}] } })),
  ),
  changed(
    'service-changed',
    `Service/${NS}/qwen`,
    'a Service takes an address of its own',
    patch('service/qwen', { spec: { externalIPs: ['203.0.113.7'] } }),
  ),
  changed(
    'service-added',
    `Service/${NS}/side`,
    'a second Service leads to the pods',
    create(
      object('v1', 'Service', 'side', {
        spec: { selector: { 'app.kubernetes.io/instance': 'qwen' }, ports: [{ port: 8000 }] },
      }),
    ),
  ),
  changed(
    'route-added',
    `Ingress/${NS}/public`,
    'an Ingress leads to the service',
    create(
      object('networking.k8s.io/v1', 'Ingress', 'public', {
        spec: { defaultBackend: { service: { name: 'qwen', port: { number: 8000 } } } },
      }),
    ),
  ),
  changed(
    'network-policy-not-enforced',
    `Job/${NS}/network-probe-denied`,
    'a probe reaches what no policy lets it reach',
    probeEnds('denied', 3),
  ),
  changed(
    'network-policy-unproven',
    `Job/${NS}/network-probe-allowed`,
    'a probe does not reach what its policy lets it reach',
    probeEnds('allowed', 4),
  ),
];

const MESH: readonly Act[] = [
  changed(
    'mesh-policy-changed',
    `PeerAuthentication/${NS}/qwen`,
    'mTLS becomes permissive',
    patch('peerauthentication/qwen', { spec: { mtls: { mode: 'PERMISSIVE' } } }),
  ),
  changed(
    'mesh-policy-missing',
    `PeerAuthentication/${NS}/qwen`,
    'strict mTLS is deleted',
    remove('peerauthentication/qwen'),
  ),
  changed(
    'mesh-policy-changed',
    `AuthorizationPolicy/${NS}/qwen`,
    'authorization only pretends',
    kubectl('annotate', 'authorizationpolicy', 'qwen', '-n', NS, 'istio.io/dry-run=true'),
  ),
  changed(
    'mesh-policy-added',
    `AuthorizationPolicy/${NS}/all`,
    'a second AuthorizationPolicy lets everybody in',
    create(object('security.istio.io/v1', 'AuthorizationPolicy', 'all', { spec: { rules: [{}] } })),
  ),
  changed(
    'mesh-policy-added',
    'AuthorizationPolicy/istio-system/mesh-wide',
    'an AuthorizationPolicy of the whole mesh lets everybody in',
    create(
      object('security.istio.io/v1', 'AuthorizationPolicy', 'mesh-wide', { spec: { rules: [{}] } }, 'istio-system'),
    ),
  ),
  changed(
    'mesh-policy-changed',
    `Sidecar/${NS}/qwen`,
    'the sidecar lets any host be called',
    patch('sidecars.networking.istio.io/qwen', { spec: { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } } }),
  ),
  changed(
    'mesh-policy-missing',
    `EnvoyFilter/${NS}/qwen`,
    'limits of requests are deleted',
    remove('envoyfilter/qwen'),
  ),
  changed(
    'mesh-policy-added',
    `EnvoyFilter/${NS}/more`,
    'a filter is put into the sidecar',
    create(object('networking.istio.io/v1alpha3', 'EnvoyFilter', 'more', { spec: { configPatches: [] } })),
  ),
];

const IDENTITY: readonly Act[] = [
  changed(
    'binding-added',
    'RoleBinding/default/qwen',
    'the account gets a binding in another namespace',
    create(binding('RoleBinding', 'qwen', ACCOUNT, 'default')),
  ),
  changed(
    'binding-added',
    'ClusterRoleBinding/accounts-of-watched',
    'the group of the account gets a binding in the cluster',
    create(
      binding('ClusterRoleBinding', 'accounts-of-watched', {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: `system:serviceaccounts:${NS}`,
      }),
    ),
  ),
  changed(
    'permission-changed',
    `Role/${ROUTER}/router`,
    'a role gets every ConfigMap',
    set('role/router', 'remove', '/rules/0/resourceNames', undefined, ROUTER),
  ),
  changed(
    'permission-changed',
    `RoleBinding/${ROUTER}/router`,
    'somebody else gets the role',
    set('rolebinding/router', 'add', '/subjects/-', ACCOUNT, ROUTER),
  ),
  changed('permission-missing', `Role/${ROUTER}/router`, 'a role is deleted', remove('role/router', ROUTER)),
  changed(
    'identity-changed',
    `ServiceAccount/${NS}/qwen`,
    'the account mounts its token',
    patch('serviceaccount/qwen', { automountServiceAccountToken: true }),
  ),
];

const WORKLOAD: readonly Act[] = [
  onDeployment('image-changed', 'another image', set(DEPLOYMENT, 'replace', `${CONTAINER}/image`, IMAGE)),
  onDeployment(
    'container-added',
    'a second container',
    set(DEPLOYMENT, 'add', `${POD}/containers/-`, { name: 'miner', image: IMAGE }),
  ),
  onDeployment(
    'container-added',
    'an init container',
    set(DEPLOYMENT, 'add', `${POD}/initContainers`, [{ name: 'first', image: IMAGE }]),
  ),
  onDeployment(
    'pod-security-changed',
    'a writable root',
    set(DEPLOYMENT, 'replace', `${CONTAINER}/securityContext/readOnlyRootFilesystem`, false),
  ),
  onDeployment(
    'pod-security-changed',
    'a capability',
    set(DEPLOYMENT, 'add', `${CONTAINER}/securityContext/capabilities/add`, ['NET_RAW']),
  ),
  onDeployment(
    'pod-security-changed',
    'no seccomp',
    set(DEPLOYMENT, 'remove', `${POD}/securityContext/seccompProfile`),
  ),
  onDeployment('pod-security-changed', 'the network of the node', set(DEPLOYMENT, 'add', `${POD}/hostNetwork`, true)),
  onDeployment(
    'pod-security-changed',
    'a directory of the node',
    set(DEPLOYMENT, 'add', `${POD}/volumes/-`, { name: 'host', hostPath: { path: '/var/log' } }),
  ),
  onDeployment(
    'volume-changed',
    'a larger writable directory',
    set(DEPLOYMENT, 'replace', `${POD}/volumes/1/emptyDir/sizeLimit`, '900Gi'),
  ),
  onDeployment(
    'program-changed',
    'a flag that runs code of the model',
    set(DEPLOYMENT, 'add', `${CONTAINER}/args/-`, '--trust-remote-code'),
  ),
  onDeployment(
    'program-changed',
    'a variable that preloads a library',
    set(DEPLOYMENT, 'add', `${CONTAINER}/env/-`, { name: 'LD_PRELOAD', value: '/tmp/x.so' }),
  ),
  onDeployment(
    'identity-changed',
    'another account',
    set(DEPLOYMENT, 'replace', `${POD}/serviceAccountName`, 'default'),
  ),
  onDeployment(
    'injection-off',
    'no sidecar for its pods',
    set(DEPLOYMENT, 'add', '/spec/template/metadata/annotations/sidecar.istio.io~1inject', 'false'),
  ),
  onDeployment(
    'placement-changed',
    'nodes of others',
    set(DEPLOYMENT, 'add', `${POD}/tolerations/-`, { key: 'other', operator: 'Exists' }),
  ),
  onDeployment(
    'limit-changed',
    'no limit of memory',
    set(DEPLOYMENT, 'replace', `${CONTAINER}/resources/limits/memory`, '900Gi'),
  ),
  onDeployment('limit-changed', 'more replicas', set(DEPLOYMENT, 'replace', '/spec/replicas', 3)),
  onDeployment('probe-changed', 'no liveness probe', set(DEPLOYMENT, 'remove', `${CONTAINER}/livenessProbe`)),
  changed(
    'limit-changed',
    `PodDisruptionBudget/${NS}/qwen`,
    'all pods may be evicted at once',
    patch('poddisruptionbudget/qwen', { spec: { maxUnavailable: '100%' } }),
  ),
];

const DETECTION: readonly Act[] = [
  changed(
    'detection-missing',
    `TracingPolicyNamespaced/${NS}/qwen-shell`,
    'nobody watches for shells',
    remove('tracingpolicynamespaced/qwen-shell'),
  ),
  changed(
    'detection-changed',
    `TracingPolicyNamespaced/${NS}/qwen-miner-program`,
    'a rule looks at other pods',
    set('tracingpolicynamespaced/qwen-miner-program', 'replace', '/spec/podSelector', { matchLabels: { a: 'b' } }),
  ),
  changed(
    'detection-changed',
    `PrometheusRule/${NS}/qwen`,
    'an alert waits a year',
    set('prometheusrule/qwen', 'replace', '/spec/groups/0/rules', []),
  ),
];

const POLICY = 'sai-pod-pod';

const ADMISSION: readonly Act[] = [
  changed(
    'policy-not-enforcing',
    `ValidatingAdmissionPolicyBinding/${POLICY}`,
    'a policy only audits',
    patch(`validatingadmissionpolicybinding/${POLICY}`, { spec: { validationActions: ['Audit'] } }),
  ),
  changed(
    'policy-not-enforcing',
    `ValidatingAdmissionPolicy/${POLICY}`,
    'a policy fails open',
    patch(`validatingadmissionpolicy/${POLICY}`, { spec: { failurePolicy: 'Ignore' } }),
  ),
  changed(
    'policy-changed',
    `ValidatingAdmissionPolicy/${POLICY}`,
    'a policy asks for nothing',
    set(`validatingadmissionpolicy/${POLICY}`, 'replace', '/spec/validations/0/expression', 'true'),
  ),
  changed(
    'policy-missing',
    `ValidatingAdmissionPolicyBinding/${POLICY}`,
    'a binding is deleted',
    remove(`validatingadmissionpolicybinding/${POLICY}`),
  ),
];

export const ACTS: readonly Act[] = [
  ...NAMESPACES,
  ...NETWORK,
  ...MESH,
  ...IDENTITY,
  ...DETECTION,
  ...ADMISSION,
  ...WORKLOAD,
  {
    name: 'a container is added to a running pod',
    found: ['ephemeral-container Pod/router'],
    pods: true,
    act: ({ cluster }) => {
      const [{ metadata }] = cluster.list('pods', ROUTER);
      const spec = { ephemeralContainers: [{ name: 'debugger', ...TOOL }] };
      const args = ['patch', 'pod', metadata.name, '-n', ROUTER, '--subresource=ephemeralcontainers'];
      cluster.must([...args, '-p', JSON.stringify({ spec })]);
    },
  },
  {
    name: 'a running pod gets another image',
    found: ['image-changed Pod/router'],
    pods: true,
    act: ({ cluster }) => {
      const [, { metadata, spec }] = cluster.list('pods', ROUTER);
      const { name } = spec.containers.find((one: any) => one.name !== 'istio-proxy');
      cluster.must(['set', 'image', `pod/${metadata.name}`, '-n', ROUTER, `${name}=${IMAGE}`]);
    },
  },
  {
    name: 'a pod of somebody else runs as the account',
    found: ['pod-unknown Pod/router'],
    pods: true,
    act: create(STRANGER),
  },
  {
    name: 'a pod gets no sidecar',
    found: ['sidecar-missing Pod/router'],
    pods: true,
    act: async ({ cluster, injection }) => {
      injection.remove();
      const before = cluster.list('pods', ROUTER).map(({ metadata }) => metadata.name as string);
      const victim = before.find((name) => name !== 'stranger')!;
      cluster.must(['delete', 'pod', victim, '-n', ROUTER]);
      await cluster.eventually(
        () => cluster.list('pods', ROUTER),
        (pods) => pods.some(({ metadata }) => !before.includes(metadata.name)),
      );
    },
  },
];
