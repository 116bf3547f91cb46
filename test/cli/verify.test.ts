import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { CommandUnderTest } from './command';
import { guardrails } from '../../lib';
import { Asked, LoopbackServer, Reply } from '../support/loopback-server';
import { sarifErrors } from '../support/sarif';

const command = new CommandUnderTest();
let server: LoopbackServer;
let reply: (asked: Asked) => Reply;

const POLICY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny', namespace: 'chat' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};
const WORKLOAD = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'qwen', namespace: 'chat' },
  spec: {
    selector: { matchLabels: { app: 'qwen' } },
    template: { metadata: { labels: { app: 'qwen' } }, spec: { containers: [{ name: 'engine', image: 'a' }] } },
  },
};
const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'qwen', namespace: 'chat' } };
const SECRET = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key', namespace: 'chat' } };

/** A folder with objects and evidence of them. */
function synthesized(name: string, ...objects: object[]): string {
  const folder = join(command.folder, name);
  const app = new App({ outdir: folder });
  const chart = new Chart(app, 'chart');
  objects.forEach((object, index) => new ApiObject(chart, `Object${index}`, object as any));
  app.synth();
  guardrails.Evidence.write([], folder);
  return name;
}

const pathOf = ({ kind, metadata }: typeof POLICY | typeof WORKLOAD | typeof ACCOUNT) => {
  const root = { NetworkPolicy: '/apis/networking.k8s.io/v1', Deployment: '/apis/apps/v1', ServiceAccount: '/api/v1' };
  const plural = { NetworkPolicy: 'networkpolicies', Deployment: 'deployments', ServiceAccount: 'serviceaccounts' };
  return `${root[kind as 'Deployment']}/namespaces/chat/${plural[kind as 'Deployment']}/${metadata.name}`;
};

/** Answers with objects by path and lists that are empty, unless told otherwise. */
const answers =
  (bodies: Record<string, object> = {}, otherwise: (asked: Asked) => Reply | undefined = () => undefined) =>
  (asked: Asked): Reply => {
    const body =
      bodies[asked.url.pathname] ?? (asked.url.searchParams.has('limit') ? { metadata: {}, items: [] } : undefined);
    return otherwise(asked) ?? (body ? { body: JSON.stringify(body) } : { status: 404, body: '{}' });
  };

function kubeconfig(token = 'good'): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: `http://${server.host}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'test',
  };
  return command.write('kubeconfig', JSON.stringify(config));
}

const verify = (...args: string[]) =>
  command.runAside(['verify', ...args], { KUBECONFIG: join(command.folder, kubeconfig()) });

beforeAll(async () => {
  server = await LoopbackServer.start((asked) => reply(asked));
});

beforeEach(() => {
  server.asked.length = 0;
});

afterAll(async () => {
  await server.stop();
  command.remove();
});

test('ends with 0 where nothing differs, having asked to read only', async () => {
  reply = answers({ [pathOf(POLICY)]: POLICY });
  const { status, stdout, stderr } = await verify(synthesized('clean', POLICY));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe(`passed: nothing differs; looked at 1 objects and 0 pods of http://${server.host}\n`);
  expect(new Set(server.asked.map(({ method }) => method))).toEqual(new Set(['GET']));
  expect(server.asked[0].headers.authorization).toBe('Bearer good');
});

test('ends with 1 and names the field, what was declared, and the rules that read it', async () => {
  const open = { ...POLICY, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
  reply = answers({ [pathOf(POLICY)]: open });
  const folder = synthesized('changed', POLICY);
  const table = await verify(folder);
  expect(table.status).toBe(1);
  expect(table.stdout).toMatch(/^NetworkPolicy\/chat\/default-deny\n {2}critical network-policy-changed\n/);
  expect(table.stdout).toMatch(/declared: \["Ingress","Egress"\]\n +cluster: {2}\["Ingress"\]\n +controls: SAI-NET/);

  const json = JSON.parse((await verify(folder, '--format', 'json')).stdout);
  expect(json).toMatchObject({
    format: 'ack-secure-inference/drift/v1',
    drifts: [{ id: 'network-policy-changed', path: 'spec.policyTypes', file: 'chart.k8s.yaml' }],
    problems: [],
  });
  const sarif = JSON.parse((await verify(folder, '--format', 'sarif')).stdout);
  expect(sarifErrors(sarif)).toEqual([]);
  expect(sarif.runs[0].results).toHaveLength(1);
});

test.each([
  [
    'an object that is gone',
    {},
    ['network-policy-missing NetworkPolicy/chat/default-deny', 'object-missing Deployment/chat/qwen'],
  ],
  [
    'a container that is gone',
    {
      [pathOf(POLICY)]: POLICY,
      [pathOf(WORKLOAD)]: {
        ...WORKLOAD,
        spec: { ...WORKLOAD.spec, template: { ...WORKLOAD.spec.template, spec: { containers: [] } } },
      },
    },
    ['container-missing Deployment/chat/qwen'],
  ],
  [
    'a field that says nothing else',
    { [pathOf(POLICY)]: POLICY, [pathOf(WORKLOAD)]: { ...WORKLOAD, spec: { ...WORKLOAD.spec, paused: true } } },
    ['object-changed Deployment/chat/qwen'],
  ],
])('finds %s', async (_, bodies, found) => {
  reply = answers(bodies);
  const { stdout } = await verify(synthesized('both', POLICY, WORKLOAD), '--format', 'json');
  expect(JSON.parse(stdout).drifts.map(({ id, object }: any) => `${id} ${object}`)).toEqual(found);
});

test('tells what may not be read, and ends with 2 if nothing else differs', async () => {
  reply = answers({ [pathOf(POLICY)]: POLICY }, ({ url }) =>
    url.pathname === pathOf(WORKLOAD) ? { status: 403, body: '{"message":"you may not"}' } : undefined,
  );
  const { status, stdout, stderr } = await verify(synthesized('denied', POLICY, WORKLOAD));
  expect(status).toBe(2);
  expect(stderr).toBe(`error: ${pathOf(WORKLOAD)}: 403 you may not\n`);
  expect(stdout).toMatch(/^not all could be read; no difference in the rest; /);
});

test('does not read Secrets, and says so', async () => {
  reply = answers({ [pathOf(POLICY)]: POLICY });
  const { status, stdout } = await verify(synthesized('secret', POLICY, SECRET));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^not looked at: Secret\/chat\/key: /);
  expect(server.asked.filter(({ url }) => url.pathname.includes('secrets'))).toEqual([]);
});

test('asks again while the server starts, reads a list to its end, and begins one again that was forgotten', async () => {
  let refusals = 3;
  let forgotten = true;
  const binding = (name: string) => ({
    metadata: { name },
    roleRef: { kind: 'ClusterRole', name: 'edit' },
    subjects: [{ kind: 'ServiceAccount', namespace: 'chat', name: 'qwen' }],
  });
  reply = answers({ [pathOf(ACCOUNT)]: ACCOUNT }, ({ url }) => {
    if (refusals > 0) {
      refusals -= 1;
      return { status: 503, body: 'not yet' };
    }
    if (!url.pathname.endsWith('/clusterrolebindings')) {
      return undefined;
    }
    const position = url.searchParams.get('continue');
    if (position === 'next' && forgotten) {
      forgotten = false;
      return { status: 410, body: '{"message":"too old"}' };
    }
    const page = position
      ? { metadata: {}, items: [binding('second')] }
      : { metadata: { continue: 'next' }, items: [binding('first')] };
    return { body: JSON.stringify(page) };
  });
  const { stdout } = await verify(synthesized('account', ACCOUNT), '--format', 'json');
  expect(JSON.parse(stdout).drifts.map(({ object }: any) => object)).toEqual([
    'ClusterRoleBinding/first',
    'ClusterRoleBinding/second',
  ]);
});

test('asks again for what a server forbids that has just come back: it has not read all roles yet', async () => {
  const statuses = [503, 403];
  reply = answers({ [pathOf(POLICY)]: POLICY }, () => {
    const status = statuses.shift();
    return status === undefined ? undefined : { status, body: '{"message":"not yet"}' };
  });
  expect(await verify(synthesized('restarted', POLICY))).toMatchObject({ status: 0, stderr: '' });
});

test('takes no pod for a stranger whose workload cannot be read', async () => {
  const pod = { metadata: { name: 'qwen-1', namespace: 'chat', labels: { app: 'qwen' } }, spec: {} };
  reply = answers({ [pathOf(ACCOUNT)]: ACCOUNT }, ({ url }) => {
    if (url.pathname === pathOf(WORKLOAD)) {
      return { status: 403, body: '{"message":"you may not"}' };
    }
    return url.pathname.endsWith('/pods') ? { body: JSON.stringify({ metadata: {}, items: [pod] }) } : undefined;
  });
  const { stdout } = await verify(synthesized('unread', ACCOUNT, WORKLOAD), '--format', 'json');
  expect(JSON.parse(stdout).drifts).toEqual([]);
});

test('reads the kubeconfig again when its token is refused', async () => {
  reply = answers({ [pathOf(POLICY)]: POLICY }, ({ headers }) => {
    if (headers.authorization === 'Bearer fresh') {
      return undefined;
    }
    kubeconfig('fresh');
    return { status: 401, body: '{"message":"who are you"}' };
  });
  expect(await verify(synthesized('rotated', POLICY))).toMatchObject({ status: 0, stderr: '' });
});

test.each([
  ['a context that is not there', ['--context', 'nowhere'], 'has test'],
  ['a server that does not come back', ['--retry-for', '0'], 'not yet'],
  ['a time that is none', ['--retry-for', 'soon'], 'whole number'],
  ['an account without a namespace', ['--print-role', '--account', 'verify'], '<namespace>/<name>'],
])('refuses %s', async (_, args, message) => {
  reply = () => ({ status: 503, body: 'not yet' });
  const { status, stdout, stderr } = await verify(synthesized('refused', POLICY), ...args);
  expect({ status, stdout }).toMatchObject({ status: 2 });
  expect(stderr).toContain(message);
});

test('refuses a folder that is not what its evidence says', async () => {
  const folder = synthesized('edited', POLICY);
  command.write(`${folder}/more.yaml`, JSON.stringify(ACCOUNT));
  const { status, stderr } = await verify(folder);
  expect({ status, asked: server.asked }).toEqual({ status: 2, asked: [] });
  expect(stderr).toContain('file is not in the evidence: more.yaml');
});

test('prints roles that read these objects by name, list what could undo them, and nothing else', async () => {
  const { stdout } = await verify(
    synthesized('roles', POLICY, ACCOUNT, SECRET),
    '--print-role',
    '--account',
    'ops/watcher',
  );
  const objects = parseAllDocuments(stdout).map((document) => document.toJS());
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}`)).toEqual([
    'ClusterRole ',
    'ClusterRoleBinding ',
    'Role chat',
    'RoleBinding chat',
    'Role istio-system',
    'RoleBinding istio-system',
  ]);
  const rules = objects.flatMap((object) => object.rules ?? []);
  expect(new Set(rules.flatMap(({ verbs }: any) => verbs))).toEqual(new Set(['get', 'list']));
  expect(rules.flatMap(({ resources }: any) => resources)).not.toContain('secrets');
  expect(rules).toContainEqual({
    apiGroups: ['networking.k8s.io'],
    resources: ['networkpolicies'],
    verbs: ['get'],
    resourceNames: ['default-deny'],
  });
  for (const { subjects } of objects.filter(({ kind }) => kind.endsWith('Binding'))) {
    expect(subjects).toEqual([{ kind: 'ServiceAccount', namespace: 'ops', name: 'watcher' }]);
  }
  expect(server.asked).toEqual([]);
});
