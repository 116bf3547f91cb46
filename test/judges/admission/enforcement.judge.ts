import { INFERENCE_SERVICE } from './hardened-service';
import { AdmissionPolicies } from '../../../lib/guardrails/admission';
import { Cluster } from '../cluster/cluster';
import { manifestFiles, manifests } from '../cluster/example-output';
import { GO, judge } from '../support/judge';

const json = (...items: object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

const OWN = { 'app.kubernetes.io/managed-by': 'ack-secure-inference' };
const namespace = (name: string, labels = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });

const PRIVILEGED = {
  containers: [{ name: 'debug', image: 'debug:latest', securityContext: { privileged: true } }],
};
const pod = (name: string, metadata = {}) => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'guarded', ...metadata }, spec: PRIVILEGED },
});
const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'guarded' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: PRIVILEGED },
  },
});

const SIDECAR = 'mesh/proxy:1';

/** A mesh: every pod of the namespace gets a container that no rule would allow. */
const MESH = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingAdmissionPolicy',
  metadata: { name: 'mesh' },
  spec: {
    failurePolicy: 'Fail',
    reinvocationPolicy: 'Never',
    matchConstraints: {
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
    },
    mutations: [
      {
        patchType: 'JSONPatch',
        jsonPatch: {
          expression: `[JSONPatch{op: 'add', path: '/spec/containers/-', value: Object.spec.containers{
            name: 'sidecar',
            image: '${SIDECAR}',
            securityContext: Object.spec.containers.securityContext{
              allowPrivilegeEscalation: false,
              capabilities: Object.spec.containers.securityContext.capabilities{drop: ['ALL']}
            }
          }}]`,
        },
      },
    ],
  },
};
const MESH_BINDING = {
  apiVersion: MESH.apiVersion,
  kind: 'MutatingAdmissionPolicyBinding',
  metadata: { name: 'mesh' },
  spec: { policyName: 'mesh' },
};

const FINALIZED = { finalizers: ['example.com/keep'] };
const rbac = (kind: string, name: string, fields: object) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  ...{ kind, metadata: { name, namespace: 'guarded', ...FINALIZED } },
  ...fields,
});
const EVERYTHING = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

/** Objects that break no rule, and what must not become of them, whether or not they are being deleted. */
const WEAKENED: [string, object, object][] = [
  ['role', rbac('Role', 'dying', { rules: [] }), { rules: EVERYTHING }],
  [
    'rolebinding',
    rbac('RoleBinding', 'dying', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'dying' },
      subjects: [{ kind: 'ServiceAccount', name: 'engine', namespace: 'guarded' }],
    }),
    { subjects: [{ kind: 'Group', name: 'system:authenticated', apiGroup: 'rbac.authorization.k8s.io' }] },
  ],
  [
    'networkpolicy',
    {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
      metadata: { name: 'dying', namespace: 'guarded', ...FINALIZED },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    { spec: { ingress: [{}] } },
  ],
  [
    'service',
    {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'dying', namespace: 'guarded', ...FINALIZED } },
      spec: { selector: { app: 'engine' }, ports: [{ port: 80 }] },
    },
    { spec: { externalIPs: ['192.0.2.1'] } },
  ],
  [
    'serviceaccount',
    {
      ...{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'dying', namespace: 'guarded', ...FINALIZED } },
      automountServiceAccountToken: false,
    },
    { metadata: { annotations: { 'pod-identity.alibabacloud.com/role-name': 'acs:ram::1:role/x' } } },
  ],
];

/** Fields of a patch in the place of those of the object, and within its metadata and spec. */
function withPatch(object: any, patch: any): object {
  const inner = (field: string) =>
    patch[field] === undefined ? {} : { [field]: { ...object[field], ...patch[field] } };
  return { ...object, ...patch, ...inner('metadata'), ...inner('spec') };
}

const OPTED_OUT = withPatch(INFERENCE_SERVICE, {
  metadata: { name: 'opted-out', annotations: { 'sidecar.istio.io/inject': 'false' } },
});

judge('enforcement by admission policies', [GO], () => {
  const example = manifestFiles('quickstart').flatMap(manifests);
  const engine = example.find(({ kind }) => kind === 'Deployment');
  let cluster: Cluster;

  const create = (...items: object[]) => cluster.kubectl(['create', '-f', '-'], json(...items));
  const must = (...items: object[]) => cluster.must(['create', '-f', '-'], json(...items));
  /** Policies come into force one after the other. */
  const denied = (...items: object[]) =>
    cluster.eventually(
      () => cluster.kubectl(['create', '--dry-run=server', '-f', '-'], json(...items)).stderr,
      (stderr) => stderr.includes('denied request'),
      180,
    );

  const enginePods = (enough: (pods: any[]) => boolean = (pods) => pods.length > 0) => {
    const { name, namespace: home } = engine.metadata;
    return cluster.eventually(() => cluster.podsOf(cluster.get('deployment', name, home)), enough);
  };

  beforeAll(async () => {
    cluster = await Cluster.start();
    must(namespace('guarded', OWN), namespace('free'));
    must(deployment('old'), pod('old', FINALIZED), rbac('Role', 'old', { rules: EVERYTHING }));
    must(...new AdmissionPolicies().validatingAdmissionPolicies());
    for (const object of [pod('new'), OPTED_OUT, ...WEAKENED.map(([, strong, patch]) => withPatch(strong, patch))]) {
      await denied(object);
    }
  });

  afterAll(() => cluster?.stop());

  test.each([pod('new'), deployment('new')])(
    '$kind that breaks a rule is refused: rule, reason, fix',
    async (object) => {
      const { ok, stderr } = create(object);
      expect(ok).toBe(false);
      expect(stderr).toMatch(/'sai-[a-z]+-\w+' denied request: SAI-[A-Z]+-\d{3} .*\. Fix: /);
    },
  );

  test('other namespaces are left alone', () => {
    const { metadata, ...rest } = deployment('new');
    expect(create({ ...rest, metadata: { ...metadata, namespace: 'free' } })).toMatchObject({ ok: true, stderr: '' });
  });

  test('what was there before can be labelled and deleted, but its pods not changed', async () => {
    const old = ['deployment/old', '-n', 'guarded'];
    expect(cluster.kubectl(['annotate', ...old, 'a=b'])).toMatchObject({ ok: true });
    expect(cluster.kubectl(['set', 'image', ...old, 'debug=debug:2']).stderr).toMatch(/denied request/);
    cluster.must(['delete', 'pod/old', '-n', 'guarded', '--wait=false']);
    cluster.must(['patch', 'pod/old', '-n', 'guarded', '-p', '{"metadata":{"finalizers":null}}']);
    cluster.must(['delete', ...old]);
    cluster.must(['delete', 'role/old', '-n', 'guarded', '--wait=false']);
    expect(cluster.kubectl(['annotate', 'role/old', '-n', 'guarded', 'a=b']).stderr).toMatch(/denied request/);
    cluster.must(['patch', 'role/old', '-n', 'guarded', '-p', '{"metadata":{"finalizers":null}}']);
  });

  test.each(WEAKENED)('a %s that is being deleted is judged if it changes', (resource, object, patch) => {
    const name = [`${resource}/dying`, '-n', 'guarded'];
    const weaken = () => cluster.kubectl(['patch', ...name, '--type=merge', '-p', JSON.stringify(patch)]).stderr;
    must(object);
    expect(weaken()).toMatch(/denied request: SAI-/);
    cluster.must(['delete', ...name, '--wait=false']);
    expect(weaken()).toMatch(/denied request: SAI-/);
    cluster.must(['patch', ...name, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
    expect(cluster.kubectl(['get', ...name]).stderr).toMatch(/NotFound/);
  });

  test('an InferenceService is judged without containers, and when metadata of its pods changes', async () => {
    must(INFERENCE_SERVICE);
    const name = ['inferenceservice.serving.kserve.io/answers', '-n', 'guarded'];
    cluster.must(['annotate', ...name, 'sidecar.istio.io/inject=true']);
    const optOut = cluster.kubectl(['annotate', '--overwrite', ...name, 'sidecar.istio.io/inject=false']);
    expect(optOut.stderr).toMatch(/denied request: SAI-MSH-001/);
    const labelled = cluster.kubectl(['label', ...name, 'sidecar.istio.io/inject=false']);
    expect(labelled.stderr).toMatch(/denied request: SAI-MSH-001/);
  });

  test('an example is accepted and gets its pods', async () => {
    must(...example);
    expect(await enginePods(({ length }) => length === engine.spec.replicas)).not.toEqual([]);
  });

  test('what is added to a running pod is judged', async () => {
    const [running] = await enginePods();
    const { name, namespace: home } = running.metadata;
    const tolerations = [...running.spec.tolerations, { key: 'example.com/a', operator: 'Exists' }];
    cluster.must(['patch', `pod/${name}`, '-n', home, '-p', JSON.stringify({ spec: { tolerations } })]);

    const debug = { name: 'debug', image: 'debug:latest', securityContext: running.spec.containers[0].securityContext };
    const url = `/api/v1/namespaces/${home}/pods/${name}/ephemeralcontainers`;
    const [patched] = await enginePods();
    const body = { ...patched, spec: { ...patched.spec, ephemeralContainers: [debug] } };
    expect(cluster.kubectl(['replace', '--raw', url, '-f', '-'], JSON.stringify(body)).stderr).toMatch(
      /denied request: SAI-/,
    );
  });

  test('a mesh may add its container to the pods of a workload that was accepted', async () => {
    must(MESH, MESH_BINDING);
    await cluster.eventually(
      () => cluster.kubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], json(podIn('free'))),
      ({ stdout }) => stdout.includes(SIDECAR),
    );
    cluster.must([
      'delete',
      'pods',
      '-n',
      engine.metadata.namespace,
      '--all',
      '--wait=false',
      '--grace-period=0',
      '--force',
    ]);
    const meshed = (pods: any[]) =>
      pods.some(({ spec }) => spec.containers.some(({ image }: any) => image === SIDECAR));
    expect(meshed(await enginePods(meshed))).toBe(true);
  });

  test('registries are changed in the cluster', async () => {
    const again = { ...engine, metadata: { ...engine.metadata, name: 'again' } };
    expect(cluster.kubectl(['create', '--dry-run=server', '-f', '-'], json(again))).toMatchObject({ ok: true });
    const patch = JSON.stringify({ data: { registries: 'registry.example.com/ai' } });
    cluster.must(['patch', 'configmap/guardrail-parameters', '-n', 'kube-system', '-p', patch]);
    expect(await denied(again)).toMatch(/SAI-IMG-002/);
  });
});

function podIn(home: string): object {
  return { ...pod('probe'), metadata: { name: 'probe', namespace: home } };
}
