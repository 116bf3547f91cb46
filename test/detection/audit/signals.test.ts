import { auditSignals, checkAllowedActors, fires } from '../../../lib/detection/audit';
import { AuditEvent } from '../../../lib/detection/audit/fields';

const PERSON = 'alice@example.com';
const CONTROLLER = 'system:serviceaccount:kube-system:generic-garbage-collector';

/** `alice GET /api/v1/… 200`, as an event. */
function event(
  [verb, requestURI, code]: [string, string, number],
  rest: { user?: string; resource?: string; stage?: string; body?: object; answer?: object; message?: string } = {},
): AuditEvent {
  const [resource, subresource] = (rest.resource ?? 'pods').split('/');
  return {
    auditID: 'an-id',
    stage: rest.stage ?? 'ResponseComplete',
    verb,
    requestURI,
    user: { username: rest.user ?? PERSON },
    objectRef: { resource, subresource },
    responseStatus: { code, message: rest.message },
    requestObject: rest.body,
    responseObject: rest.answer,
  };
}

function fired(one: AuditEvent): string[] {
  return auditSignals()
    .filter((signal) => fires(signal, one))
    .map(({ id }) => id);
}

const NAMESPACE = '/api/v1/namespaces/llm';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const secrets = { resource: 'secrets' };
const pod = (spec: object) => ({ resource: 'pods', body: { kind: 'Pod', spec } });
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const MANAGED = { 'app.kubernetes.io/managed-by': 'ack-secure-inference' };
const labels = (values: object) => ({ metadata: { labels: values } });

const ATTACKS: [string, AuditEvent, string[]][] = [
  ['a Secret', event(['get', `${NAMESPACE}/secrets/key`, 200], secrets), ['secret-read']],
  ['a refused Secret', event(['get', `${NAMESPACE}/secrets/key`, 403], secrets), ['secret-read']],
  ['Secrets of a namespace', event(['list', `${NAMESPACE}/secrets?limit=500`, 200], secrets), ['secret-read']],
  ['all Secrets', event(['list', '/api/v1/secrets?limit=500', 200], secrets), ['secret-list-cluster-wide']],
  [
    'all Secrets, by a kubelet',
    event(['list', '/api/v1/secrets', 403], { ...secrets, user: 'system:node:a' }),
    ['secret-list-cluster-wide'],
  ],
  [
    'a Secret, by an add-on whose name begins like a controller',
    event(['get', `${NAMESPACE}/secrets/key`, 200], { ...secrets, user: `${CONTROLLER}-2` }),
    ['secret-read'],
  ],
  ['a ConfigMap', event(['get', `${NAMESPACE}/configmaps/c`, 200], { resource: 'configmaps' }), ['config-map-read']],
  [
    'a token',
    event(['create', `${NAMESPACE}/serviceaccounts/llm/token`, 201], { resource: 'serviceaccounts/token' }),
    ['token-request'],
  ],
  [
    'an anonymous list of pods',
    event(['list', '/api/v1/pods', 200], { user: 'system:anonymous' }),
    ['anonymous-success'],
  ],
  ...(['get', 'create'] as const).flatMap((verb) =>
    ['exec', 'attach', 'portforward'].map((way): [string, AuditEvent, string[]] => [
      `${verb} ${way}`,
      event([verb, `${NAMESPACE}/pods/p/${way}`, 101], { resource: `pods/${way}`, stage: 'ResponseStarted' }),
      ['pod-session'],
    ]),
  ),
  [
    'exec through the kubelet',
    event(['create', '/api/v1/nodes/n/proxy/run/llm/p/c?cmd=id', 200], { resource: 'nodes/proxy' }),
    ['node-proxy-session'],
  ],
  [
    'an ephemeral container',
    event(['patch', `${NAMESPACE}/pods/p/ephemeralcontainers`, 200], { resource: 'pods/ephemeralcontainers' }),
    ['ephemeral-container'],
  ],
  [
    'a role',
    event(['create', `${RBAC}/namespaces/llm/roles`, 201], {
      resource: 'roles',
      body: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
    }),
    ['rbac-change'],
  ],
  ...['bind', 'escalate', 'impersonate', 'impersonate:user-info', '*'].map((verb): [string, AuditEvent, string[]] => [
    `a role with ${verb}`,
    event(['patch', `${RBAC}/clusterroles/r`, 200], {
      resource: 'clusterroles',
      body: { rules: [{ apiGroups: ['x'], resources: ['y'], verbs: ['get', verb] }] },
    }),
    ['rbac-change', 'rbac-escalation'],
  ]),
  [
    'cluster-admin',
    event(['create', `${RBAC}/clusterrolebindings`, 201], {
      resource: 'clusterrolebindings',
      body: { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' } },
    }),
    ['rbac-change', 'rbac-escalation'],
  ],
  [
    'a role that is refused for what it holds',
    event(['create', `${RBAC}/namespaces/llm/roles`, 403], {
      resource: 'roles',
      message: 'roles "r" is forbidden: user is attempting to grant RBAC permissions not currently held: …',
    }),
    ['rbac-change', 'rbac-escalation'],
  ],
  [
    'impersonation',
    { ...event(['list', '/api/v1/pods', 200]), impersonatedUser: { username: 'system:admin' } },
    ['impersonation'],
  ],
  [
    'refused impersonation',
    event(['list', '/api/v1/pods', 403], { message: 'User "x" cannot impersonate resource "users" in API group ""' }),
    ['impersonation'],
  ],
  [
    'refused impersonation, as Kubernetes 1.37 says it',
    event(['list', '/api/v1/pods', 403], { message: 'User "x" cannot impersonate-on:user-info:list resource "pods"' }),
    ['impersonation'],
  ],
  [
    'a webhook taken away',
    event(['delete', '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/w', 200], {
      resource: 'validatingwebhookconfigurations',
    }),
    ['admission-change'],
  ],
  ...([null, 'baseline', 'privileged'] as const).map((level): [string, AuditEvent, string[]] => [
    `enforce ${level}`,
    event(['patch', NAMESPACE, 200], { resource: 'namespaces', body: labels({ [ENFORCE]: level }) }),
    ['pod-security-downgrade'],
  ]),
  [
    'enforce removed by JSON patch',
    event(['patch', NAMESPACE, 200], {
      resource: 'namespaces',
      body: [{ op: 'remove', path: '/metadata/labels/pod-security.kubernetes.io~1enforce' }],
    }),
    ['pod-security-downgrade'],
  ],
  [
    'a namespace of the library replaced by one without the label',
    event(['update', NAMESPACE, 200], { resource: 'namespaces', body: labels(MANAGED), answer: labels(MANAGED) }),
    ['pod-security-downgrade'],
  ],
  ...[
    { containers: [{ name: 'c', securityContext: { privileged: true } }] },
    { hostPID: true, containers: [] },
    { volumes: [{ name: 'v', hostPath: { path: '/' } }] },
  ].map((spec): [string, AuditEvent, string[]] => [
    `a pod with ${JSON.stringify(spec)}`,
    event(['create', `${NAMESPACE}/pods`, 201], pod(spec)),
    ['privileged-pod'],
  ]),
  [
    'a Tetragon policy taken away',
    event(['delete', '/apis/cilium.io/v1alpha1/tracingpolicies/t', 200], { resource: 'tracingpolicies' }),
    ['detection-removed'],
  ],
  [
    'the log collector taken away',
    event(['delete', '/apis/apps/v1/namespaces/kube-system/daemonsets/loongcollector-ds', 200], {
      resource: 'daemonsets',
    }),
    ['detection-removed'],
  ],
];

test.each(ATTACKS)('%s fires its signal and no other', (_, attack, signals) => {
  expect(fired(attack)).toEqual(signals);
});

test('every signal has an attack', () => {
  const seen = new Set(ATTACKS.flatMap(([, , signals]) => signals));
  expect([...seen].sort()).toEqual(
    auditSignals()
      .map(({ id }) => id)
      .sort(),
  );
});

const WORK: [string, AuditEvent][] = [
  ['a kubelet reads a Secret', event(['get', `${NAMESPACE}/secrets/key`, 200], { ...secrets, user: 'system:node:a' })],
  ['a controller watches all Secrets', event(['watch', '/api/v1/secrets', 200], { ...secrets, user: CONTROLLER })],
  [
    'a kubelet requests a token',
    event(['create', `${NAMESPACE}/serviceaccounts/llm/token`, 201], {
      resource: 'serviceaccounts/token',
      user: 'system:node:a',
    }),
  ],
  ['a load balancer asks for health', event(['get', '/livez?verbose', 200], { user: 'system:anonymous' })],
  ['an anonymous request is refused', event(['list', '/api/v1/pods', 403], { user: 'system:anonymous' })],
  ['a person lists pods', event(['list', `${NAMESPACE}/pods`, 200])],
  ['a person reads a log', event(['get', `${NAMESPACE}/pods/p/log`, 200], { resource: 'pods/log' })],
  ['metrics of a kubelet', event(['get', '/api/v1/nodes/n/proxy/metrics', 200], { resource: 'nodes/proxy' })],
  [
    'a request that is not answered yet',
    event(['get', `${NAMESPACE}/secrets/key`, 0], { ...secrets, stage: 'RequestReceived' }),
  ],
  [
    'roles are aggregated',
    event(['update', `${RBAC}/clusterroles/admin`, 200], {
      resource: 'clusterroles',
      user: 'system:serviceaccount:kube-system:clusterrole-aggregation-controller',
      body: { rules: [{ verbs: ['*'] }] },
    }),
  ],
  [
    'a deleted namespace is emptied',
    event(['deletecollection', '/apis/monitoring.coreos.com/v1/namespaces/llm/podmonitors', 200], {
      resource: 'podmonitors',
      user: 'system:serviceaccount:kube-system:namespace-controller',
    }),
  ],
  [
    'a namespace gets another label',
    event(['patch', NAMESPACE, 200], { resource: 'namespaces', body: labels({ team: 'a' }) }),
  ],
  [
    'a namespace of the library is applied again',
    event(['update', NAMESPACE, 200], {
      resource: 'namespaces',
      body: labels({ ...MANAGED, [ENFORCE]: 'restricted' }),
      answer: labels({ ...MANAGED, [ENFORCE]: 'restricted' }),
    }),
  ],
  ['a hardened pod', event(['create', `${NAMESPACE}/pods`, 201], pod({ containers: [{ name: 'c' }] }))],
  [
    'a privileged pod that is refused',
    event(['create', `${NAMESPACE}/pods`, 403], pod({ containers: [{ securityContext: { privileged: true } }] })),
  ],
  ['an agent of a node', event(['create', '/api/v1/namespaces/kube-system/pods', 201], pod({ hostNetwork: true }))],
  [
    'a policy is counted',
    event(['patch', '/apis/x/validatingadmissionpolicies/p/status', 200], {
      resource: 'validatingadmissionpolicies/status',
    }),
  ],
];

test.each(WORK)('%s: nothing fires', (_, work) => {
  expect(fired(work)).toEqual([]);
});

describe('allowed actors', () => {
  const read = event(['get', `${NAMESPACE}/secrets/key`, 200], secrets);
  const secretRead = (allowed: Record<string, string[]>) =>
    auditSignals(allowed).find(({ id }) => id === 'secret-read')!;

  test('silence one signal for one user', () => {
    expect(fires(secretRead({ 'secret-read': [PERSON] }), read)).toBe(false);
    expect(fires(secretRead({ 'secret-read': ['alice'] }), read)).toBe(true);
    expect(fires(secretRead({ 'config-map-read': [PERSON] }), read)).toBe(true);
  });

  test('are known signals and whole names', () => {
    expect(checkAllowedActors({ 'secret-read': [PERSON] })).toEqual([]);
    expect(checkAllowedActors({ 'secret-reed': [PERSON] })).toMatchObject([{ got: 'secret-reed' }]);
    expect(checkAllowedActors({ 'secret-read': ['system:serviceaccount:*', ' '] })).toHaveLength(2);
  });
});
