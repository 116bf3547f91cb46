import { App, Chart, Size, Testing } from 'cdk8s';
import { Caller, guardrails, SecureGpuInferenceService, Tenant, TenantProps, Workload } from '../../lib';
import { newService } from '../inference/fixtures';
import { objectsOf } from '../support/objects-of';

const QUOTA = {
  cpu: 64,
  memory: Size.gibibytes(256),
  ephemeralStorage: Size.gibibytes(500),
  storage: Size.gibibytes(0),
  pods: 20,
};

const SEARCH: TenantProps = {
  namespaces: [{ name: 'inference', gpus: 4, quota: QUOTA }],
  readerGroups: ['search-engineers'],
  callerNamespaces: ['gateway'],
};

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });

beforeEach(() => jest.spyOn(process, 'emitWarning').mockReset());
afterAll(() => jest.restoreAllMocks());

function newApp(props: Partial<TenantProps> = {}): App {
  const app = new App({ outdir: Testing.app().outdir });
  new Tenant(new Chart(app, 'platform'), 'Search', { ...SEARCH, ...props });
  return app;
}

const ofKind = (app: App, kind: string): any => objectsOf(app).find((object) => object.kind === kind);

function serve(app: App, namespace: string, props: Partial<Parameters<typeof newService>[0]> = {}) {
  return newService(props, new Chart(app, `llm-${namespace}`, { namespace }));
}

describe('a tenant', () => {
  test('has namespaces whose quota names what fills nodes', () => {
    const { hard } = ofKind(newApp(), 'ResourceQuota').spec;
    expect(hard).toMatchObject({ 'requests.nvidia.com/gpu': '4', 'requests.cpu': '64', pods: '20' });
    expect(hard['requests.nvidia.com/mig-1g.10gb']).toBe('0');
    expect(ofKind(newApp(), 'Namespace').metadata.labels['secure-inference.ack/tenant']).toBe('search');
  });

  test('has people who look and change nothing', () => {
    const app = newApp({ readerUsers: ['2000123456789'] });
    const { rules } = ofKind(app, 'Role');
    expect(new Set(rules.flatMap(({ verbs }: any) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
    const resources = rules.flatMap((rule: any) => rule.resources);
    for (const kept of ['secrets', 'configmaps', 'pods/log', 'pods/exec', 'rolebindings', '*']) {
      expect(resources).not.toContain(kept);
    }
    expect(ofKind(app, 'RoleBinding').subjects).toEqual([
      { kind: 'Group', name: 'search-engineers', apiGroup: 'rbac.authorization.k8s.io' },
      { kind: 'User', name: '2000123456789', apiGroup: 'rbac.authorization.k8s.io' },
    ]);
    expect(ofKind(newApp({ readerGroups: [] }), 'Role')).toBeUndefined();
  });

  test('passes the rules, with a service in it', () => {
    const app = newApp({ queue: { clusterQueue: 'gpus' }, quotaAlertPercent: 90 });
    serve(app, 'inference', { queue: 'gpus' }).connections.allowFrom(GATEWAY);
    const findings = guardrails.Checks.evaluate(app);
    expect(findings.filter(({ constructPath }) => !constructPath?.startsWith('llm-inference/'))).toEqual([]);
  });

  test('alerts before its quota is used up', () => {
    const [{ rules }] = ofKind(newApp({ quotaAlertPercent: 80 }), 'PrometheusRule').spec.groups;
    expect(rules[0].expr).toBe(
      '100 * kube_resourcequota{namespace="inference", type="used"} / ignoring(type) (kube_resourcequota{namespace="inference", type="hard"} > 0) > 80',
    );
    expect(ofKind(newApp(), 'PrometheusRule')).toBeUndefined();
  });
});

describe('walls', () => {
  test('let the gateway and the tenant through, and nobody else', () => {
    const app = newApp({ namespaces: ['inference', 'agents'].map((name) => ({ name, gpus: 4, quota: QUOTA })) });
    const service = serve(app, 'inference');
    service.connections.allowFrom(GATEWAY, Caller.workload({ namespace: 'agents', serviceAccount: 'agent' }));
    expect(() => app.synth()).not.toThrow();
    service.connections.allowFrom(Caller.workload({ namespace: 'ads', serviceAccount: 'ranker' }));
    expect(() => app.synth()).toThrow(
      'service qwen of the tenant may be called from outside its walls: got "ads/ranker"; allowed: inference, agents, gateway',
    );
  });

  test('stand between two tenants, as the reachability map sees them', () => {
    const app = newApp();
    const other = { ...SEARCH, namespaces: [{ name: 'ads', gpus: 4, quota: QUOTA }] };
    new Tenant(app.node.findChild('platform'), 'Ads', other);
    const services: SecureGpuInferenceService[] = ['inference', 'ads'].map((namespace) => serve(app, namespace));
    services.forEach(({ connections }) => connections.allowFrom(GATEWAY));
    const edges = guardrails.Reachability.of(app);
    const named = (text: string, namespace: string) => text.includes(namespace);
    expect(edges.some(({ source, target }) => named(source, 'gateway') && named(target, 'inference'))).toBe(true);
    expect(edges.filter(({ source, target }) => named(source, 'inference') && named(target, 'ads'))).toEqual([]);
    expect(edges.filter(({ source, target }) => named(source, 'ads') && named(target, 'inference'))).toEqual([]);
  });
});

describe('a queue', () => {
  const queued = { queue: { clusterQueue: 'gpus', name: 'search' } };

  test('is in every namespace, and services wait in it', () => {
    const app = newApp(queued);
    const service = serve(app, 'inference', { queue: 'search' });
    expect(ofKind(app, 'LocalQueue')).toMatchObject({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      metadata: { name: 'search', namespace: 'inference' },
      spec: { clusterQueue: 'gpus' },
    });
    expect((service.object('Deployment').toJson() as any).metadata.labels['kueue.x-k8s.io/queue-name']).toBe('search');
    expect(() => app.synth()).not.toThrow();
  });

  test('is demanded of pods and Jobs with accelerators, by whatever name they ask', () => {
    const policies = objectsOf(newApp(queued)).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
    expect(policies.map(({ spec }) => spec.matchConstraints.resourceRules[0].resources)).toEqual([['pods'], ['jobs']]);
    const bindings = objectsOf(newApp(queued)).filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
    for (const { spec } of bindings) {
      expect(spec.matchResources.namespaceSelector.matchExpressions[0].values).toEqual(['inference']);
      expect(spec.validationActions).toEqual(['Deny']);
    }
  });

  test.each([
    [queued, {}, 'got nothing; allowed: search'],
    [queued, { queue: 'gpus' }, 'got "gpus"; allowed: search'],
    [{}, { queue: 'gpus' }, 'got "gpus"; allowed: no queue'],
  ])('that a service does not agree on is refused: %j, %j', (tenant, service, message) => {
    const app = newApp(tenant);
    serve(app, 'inference', service);
    expect(() => app.synth()).toThrow(
      `queue of the service [llm-inference/Qwen] is not that of its tenant: ${message}`,
    );
  });

  test('that nobody reads is refused', () => {
    expect(() => newService({ queue: 'gpus', workload: Workload.kserve() })).toThrow(
      'Kueue does not read the queue of this workload: got "gpus"',
    );
    expect(() => newService({ queue: 'GPUs' })).toThrow('queue is not a DNS label: got "GPUs"');
  });
});

test.each<[Partial<TenantProps>, string]>([
  [{ namespaces: [] }, 'tenant has no namespace: got []'],
  [{ name: 'Search' }, 'name of the tenant is not a DNS label: got "Search"'],
  [{ namespaces: [{ name: 'a', gpus: 1, quota: { ...QUOTA, pods: undefined } }] }, 'got "no pods"'],
  [{ namespaces: [{ name: 'a', gpus: 1, quota: {} }] }, 'got "no cpu, memory, ephemeralStorage, storage, pods"'],
  [{ namespaces: [{ name: 'kube-system', gpus: 1, quota: QUOTA }] }, 'namespace is one of the system'],
  [
    { readerGroups: ['system:authenticated'] },
    'group of readers is not one of the tenant\'s: got "system:authenticated"',
  ],
  [{ readerGroups: [''] }, 'group of readers is not one of the tenant\'s: got ""'],
  [{ readerUsers: ['*'] }, 'reader is not one of the tenant\'s: got "*"'],
  [{ callerNamespaces: ['*'] }, 'namespace of callers is not a DNS label: got "*"'],
  [{ queue: { clusterQueue: 'GPUs' } }, 'ClusterQueue is not a DNS label: got "GPUs"'],
  [{ quotaAlertPercent: 100 }, 'percent of the quota for an alert is out of bounds: got 100'],
])('%j is refused', (props, message) => {
  expect(() => newApp(props)).toThrow(message);
});

test('two tenants do not share a namespace', () => {
  const app = newApp();
  new Tenant(app.node.findChild('platform'), 'Ads', SEARCH);
  expect(() => app.synth()).toThrow('namespace has the name of another one');
});
