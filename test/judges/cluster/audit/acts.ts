import { send } from './api-client';
import { account, ADMISSION, binding, GUARDED, object, OPEN, podSpec, RBAC, RESTRICTED, role, Stage } from './stage';

/** Something that somebody does to the cluster, and the signals that it must fire: all of them and no other. */
export interface Act {
  readonly name: string;
  readonly signals: readonly string[];
  act(stage: Stage): Promise<unknown> | unknown;
}

const NAMESPACE = `/api/v1/namespaces/${OPEN}`;
const POD = `${NAMESPACE}/pods/target`;

const kubectl =
  (...args: string[]) =>
  ({ cluster }: Stage) =>
    cluster.kubectl(args);

const apply =
  (...objects: object[]) =>
  ({ cluster }: Stage) =>
    cluster.kubectl(['create', '-f', '-'], objects.map((one) => JSON.stringify(one)).join('\n---\n'));

const SPDY = (protocol: string) => ({
  Connection: 'Upgrade',
  Upgrade: 'SPDY/3.1',
  'X-Stream-Protocol-Version': protocol,
});
const WEBSOCKET = (protocol: string) => ({
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': Buffer.from('0123456789abcdef').toString('base64'),
  'Sec-WebSocket-Protocol': protocol,
});

const SESSIONS: Act[] = [
  ['exec', '?command=id&container=c&stdout=true', 'v4.channel.k8s.io', 'v5.channel.k8s.io'],
  ['attach', '?container=c&stdout=true', 'v4.channel.k8s.io', 'v5.channel.k8s.io'],
  ['portforward', '', 'portforward.k8s.io', 'SPDY/3.1+portforward.k8s.io'],
].flatMap(([way, query, spdy, websocket]) =>
  [['POST', 'SPDY', SPDY(spdy)] as const, ['GET', 'WebSocket', WEBSOCKET(websocket)] as const].map(
    ([method, transport, headers]) => ({
      name: `${way} over ${transport}`,
      signals: ['pod-session'],
      act: async ({ cluster, intruder }: Stage) => {
        const status = await send(cluster, method, `${POD}/${way}${query}`, { token: intruder, headers });
        if (status !== 101) {
          throw new Error(`${way} over ${transport} was answered with ${status}, not with a session`);
        }
      },
    }),
  ),
);

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const WEBHOOK = object('ValidatingWebhookConfiguration', 'hook', { webhooks: [] }, ADMISSION);
const POLICY = object(
  'ValidatingAdmissionPolicy',
  'policy',
  {
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: ['example.com'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['x'] }],
      },
      validations: [{ expression: 'true' }],
    },
  },
  ADMISSION,
);
const PRIVILEGED = { securityContext: { privileged: true } };
const COLLECTOR = {
  ...object('DaemonSet', 'loongcollector-ds', {}, 'apps/v1', 'kube-system'),
  spec: {
    selector: { matchLabels: { a: 'b' } },
    template: { metadata: { labels: { a: 'b' } }, ...podSpec({ nodeSelector: { none: 'such' } }) },
  },
};

export const ACTS: readonly Act[] = [
  {
    name: 'a Secret is read',
    signals: ['secret-read'],
    act: kubectl('get', 'secret', 'key', '-n', OPEN, '-o', 'yaml'),
  },
  { name: 'Secrets of a namespace are listed', signals: ['secret-read'], act: kubectl('get', 'secrets', '-n', OPEN) },
  {
    name: 'a workload tries to read a Secret',
    signals: ['secret-read'],
    act: ({ cluster, worker }) => send(cluster, 'GET', `${NAMESPACE}/secrets/key`, { token: worker }),
  },
  {
    name: 'Secrets of all namespaces are listed',
    signals: ['secret-list-cluster-wide'],
    act: kubectl('get', 'secrets', '-A'),
  },
  {
    name: 'Secrets of all namespaces are watched',
    signals: ['secret-list-cluster-wide'],
    act: kubectl('get', '--raw', '/api/v1/secrets?watch=1&timeoutSeconds=1'),
  },
  {
    name: 'a ConfigMap is read',
    signals: ['config-map-read'],
    act: kubectl('get', 'configmap', 'settings', '-n', OPEN),
  },
  { name: 'a Secret is made', signals: [], act: apply(object('Secret', 'other')) },
  { name: 'a token is requested', signals: ['token-request'], act: kubectl('create', 'token', 'worker', '-n', OPEN) },
  {
    name: 'anonymous reads pods',
    signals: ['anonymous-success'],
    act: ({ cluster }) => send(cluster, 'GET', `${NAMESPACE}/pods`),
  },
  {
    name: 'anonymous asks for health and is refused the rest',
    signals: [],
    act: async ({ cluster }) => {
      await send(cluster, 'GET', '/livez?verbose');
      await send(cluster, 'GET', '/api/v1/nodes');
    },
  },
  ...SESSIONS,
  {
    name: 'a log is asked for',
    signals: [],
    act: ({ cluster, intruder }) => send(cluster, 'GET', `${POD}/log`, { token: intruder }),
  },
  {
    name: 'a command is run through the kubelet',
    signals: ['node-proxy-session'],
    act: ({ cluster, intruder }) =>
      send(cluster, 'POST', `/api/v1/nodes/node/proxy/run/${OPEN}/target/c?cmd=id`, { token: intruder }),
  },
  {
    name: 'metrics are read through the kubelet',
    signals: [],
    act: ({ cluster, intruder }) => send(cluster, 'GET', '/api/v1/nodes/node/proxy/metrics', { token: intruder }),
  },
  {
    name: 'a container is added to a running pod',
    signals: ['ephemeral-container'],
    act: kubectl('debug', 'target', '-n', OPEN, '--image=registry.example.com/tools', '--attach=false'),
  },
  { name: 'a role is made', signals: ['rbac-change'], act: apply(role('reader', ['get'])) },
  { name: 'a role is read', signals: [], act: kubectl('get', 'role', 'reader', '-n', OPEN) },
  {
    name: 'a role is bound',
    signals: ['rbac-change'],
    act: apply(binding('RoleBinding', 'reader', 'reader', account('worker'))),
  },
  {
    name: 'a binding is deleted',
    signals: ['rbac-change'],
    act: kubectl('delete', 'rolebinding', 'reader', '-n', OPEN),
  },
  ...['bind', 'escalate', 'impersonate', '*'].map((verb) => ({
    name: `a role with ${verb} is made`,
    signals: ['rbac-change', 'rbac-escalation'],
    act: apply(role(`with-${verb === '*' ? 'all' : verb}`, [verb])),
  })),
  {
    name: 'a role gets escalate by patch',
    signals: ['rbac-change', 'rbac-escalation'],
    act: kubectl(
      ...['patch', 'role', 'reader', '-n', OPEN, '--type=json', '-p'],
      JSON.stringify([
        { op: 'add', path: '/rules/-', value: { apiGroups: [''], resources: ['x'], verbs: ['escalate'] } },
      ]),
    ),
  },
  {
    name: 'cluster-admin is bound',
    signals: ['rbac-change', 'rbac-escalation'],
    act: apply(binding('ClusterRoleBinding', 'worker-admin', 'cluster-admin', account('worker'))),
  },
  {
    name: 'system:masters is bound',
    signals: ['rbac-change', 'rbac-escalation'],
    act: apply(
      binding('ClusterRoleBinding', 'masters', 'view', {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'system:masters',
      }),
    ),
  },
  {
    name: 'cluster-admin is unbound',
    signals: ['rbac-change'],
    act: kubectl('delete', 'clusterrolebinding', 'worker-admin'),
  },
  {
    name: 'a role that holds more than its maker has is refused',
    signals: ['rbac-change', 'rbac-escalation'],
    act: ({ cluster, worker }) =>
      send(cluster, 'POST', `/apis/${RBAC}/namespaces/${OPEN}/roles`, { token: worker }, role('more', ['delete'])),
  },
  {
    name: 'somebody acts as another user',
    signals: ['impersonation'],
    act: kubectl('get', 'pods', '-n', OPEN, '--as', 'bob'),
  },
  {
    name: 'somebody is refused to act as another user',
    signals: ['impersonation'],
    act: ({ cluster, worker }) =>
      send(cluster, 'GET', `${NAMESPACE}/pods`, { token: worker, headers: { 'Impersonate-User': 'bob' } }),
  },
  { name: 'an admission policy is made', signals: ['admission-change'], act: apply(POLICY) },
  {
    name: 'an admission policy is weakened',
    signals: ['admission-change'],
    act: kubectl('patch', POLICY.kind, 'policy', '--type=merge', '-p', '{"spec":{"failurePolicy":"Ignore"}}'),
  },
  {
    name: 'an admission policy is deleted',
    signals: ['admission-change'],
    act: kubectl('delete', POLICY.kind, 'policy'),
  },
  { name: 'a webhook is made', signals: ['admission-change'], act: apply(WEBHOOK) },
  { name: 'admission policies are read', signals: [], act: kubectl('get', POLICY.kind, '-o', 'yaml') },
  { name: 'a webhook is deleted', signals: ['admission-change'], act: kubectl('delete', WEBHOOK.kind, 'hook') },
  { name: 'a namespace gets a label', signals: [], act: kubectl('label', 'namespace', GUARDED, 'team=a') },
  {
    name: 'a namespace is set to privileged',
    signals: ['pod-security-downgrade'],
    act: kubectl('label', 'namespace', GUARDED, `${ENFORCE}=privileged`, '--overwrite'),
  },
  {
    name: 'a namespace is set to restricted again',
    signals: [],
    act: kubectl('label', 'namespace', GUARDED, `${ENFORCE}=restricted`, '--overwrite'),
  },
  {
    name: 'a namespace is replaced by one that enforces nothing',
    signals: ['pod-security-downgrade'],
    act: ({ cluster }) => {
      const { 'app.kubernetes.io/managed-by': managedBy } = RESTRICTED;
      const weaker = { name: GUARDED, labels: { 'app.kubernetes.io/managed-by': managedBy } };
      cluster.kubectl(['replace', '-f', '-'], JSON.stringify({ ...object('Namespace', GUARDED), metadata: weaker }));
    },
  },
  {
    name: 'a namespace is replaced by one that enforces restricted',
    signals: [],
    act: ({ cluster }) => {
      const metadata = { name: GUARDED, labels: RESTRICTED };
      cluster.kubectl(['replace', '-f', '-'], JSON.stringify({ ...object('Namespace', GUARDED), metadata }));
    },
  },
  {
    name: 'the label of a namespace is taken away',
    signals: ['pod-security-downgrade'],
    act: kubectl('label', 'namespace', GUARDED, `${ENFORCE}-`),
  },
  {
    name: 'a privileged pod is admitted',
    signals: ['privileged-pod'],
    act: apply(object('Pod', 'privileged', podSpec({}, PRIVILEGED))),
  },
  {
    name: 'a Deployment brings a pod that mounts the file system of its node',
    signals: ['privileged-pod'],
    act: async (stage) => {
      const { spec } = podSpec({ volumes: [{ name: 'v', hostPath: { path: '/' } }] });
      const labels = { app: 'host-path' };
      apply(
        object(
          'Deployment',
          'host-path',
          { spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } } },
          'apps/v1',
        ),
      )(stage);
      await stage.cluster.eventually(
        () => stage.cluster.podsOf(stage.cluster.get('deployment', 'host-path', OPEN)),
        (pods) => pods.length === 1,
      );
    },
  },
  {
    name: 'a privileged pod is refused',
    signals: [],
    act: async (stage) => {
      kubectl('label', 'namespace', GUARDED, `${ENFORCE}=restricted`)(stage);
      const { ok } = apply(object('Pod', 'refused', podSpec({}, PRIVILEGED), 'v1', GUARDED))(stage);
      if (ok) {
        throw new Error('the privileged pod was not refused');
      }
    },
  },
  { name: 'an ordinary pod is admitted', signals: [], act: apply(object('Pod', 'ordinary', podSpec())) },
  {
    name: 'the log collector is deleted',
    signals: ['detection-removed'],
    act: (stage) => {
      apply(COLLECTOR)(stage);
      kubectl('delete', 'daemonset', 'loongcollector-ds', '-n', 'kube-system')(stage);
    },
  },
  ...['cilium.io/v1alpha1/tracingpolicies', 'monitoring.coreos.com/v1/prometheusrules'].map((resource) => ({
    name: `all ${resource} are deleted`,
    signals: ['detection-removed'],
    act: kubectl('delete', '--raw', `/apis/${resource}`),
  })),
  {
    name: 'a namespace with all that is in it is deleted',
    signals: [],
    act: (stage) => {
      kubectl('delete', 'deployments', '--all', '-n', OPEN)(stage);
      // no kubelet would say that its containers have ended
      kubectl('delete', 'pods', '--all', '--force', '--grace-period=0', '-n', OPEN)(stage);
      kubectl('delete', 'namespace', OPEN)(stage);
    },
  },
];
