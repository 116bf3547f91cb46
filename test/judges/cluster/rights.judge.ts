/** Whether the model of rights says of service accounts what the API server and the controller of aggregated roles do. */
import * as fc from 'fast-check';
import { Cluster } from './cluster';
import { ruleText } from './permissions';
import { modelsOf } from '../../../lib/effective/models';
import { Account } from '../../../lib/effective/rights/subjects';
import { fuzzing } from '../../support/fuzzing';
import { ApiServer } from '../admission/api-server';
import { GO, judge } from '../support/judge';

const GROUP = 'rbac.authorization.k8s.io';
const NAMESPACES = ['ai', 'callers', 'others'];
const ACCOUNTS: Account[] = NAMESPACES.flatMap((namespace) => ['one', 'two'].map((name) => ({ namespace, name })));
const RUNS = 15;

const names = fc.constantFrom('a', 'b', 'c');
const labels = fc.constantFrom({}, { team: 'x' }, { team: 'y' }, { team: 'x', tier: 'z' });
const rule = fc.record({
  apiGroups: fc.constantFrom([''], ['apps'], ['*']),
  resources: fc.subarray(['pods', 'pods/exec', 'secrets', 'deployments', '*'], { minLength: 1, maxLength: 2 }),
  verbs: fc.subarray(['get', 'list', 'create', '*'], { minLength: 1, maxLength: 2 }),
});
const rules = fc.array(rule, { minLength: 1, maxLength: 2 });
const selector = fc.constantFrom(
  ...[{ matchLabels: { team: 'x' } }, { matchLabels: { tier: 'z' } }, { matchLabels: { team: 'y', tier: 'z' } }],
  { matchExpressions: [{ key: 'team', operator: 'In', values: ['x', 'y'] }] },
  { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
);
const namespace = fc.constantFrom(...NAMESPACES);
const subject = fc.oneof(
  fc.constantFrom(...ACCOUNTS).map((account) => ({ kind: 'ServiceAccount', ...account })),
  fc
    .constantFrom(...ACCOUNTS)
    .map((account) => ofGroup('User', `system:serviceaccount:${account.namespace}:${account.name}`)),
  fc
    .constantFrom(
      'system:serviceaccounts',
      'system:serviceaccounts:ai',
      'system:authenticated',
      'system:masters',
      'devs',
    )
    .map((name) => ofGroup('Group', name)),
);
const subjects = fc.array(subject, { minLength: 1, maxLength: 2 });
const roleRef = (kinds: readonly string[]) =>
  fc.record({ apiGroup: fc.constant(GROUP), kind: fc.constantFrom(...kinds), name: names });

const world = fc.record({
  roles: fc.array(fc.record({ name: names, namespace, rules }), { maxLength: 3 }),
  clusterRoles: fc.array(fc.record({ name: names, labels, rules }), { maxLength: 3 }),
  aggregated: fc.array(
    fc.record({
      name: fc.constantFrom('c', 'd'),
      labels,
      selectors: fc.array(selector, { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  bindings: fc.array(fc.record({ namespace, roleRef: roleRef(['Role', 'ClusterRole', 'ClusterRole']), subjects }), {
    maxLength: 4,
  }),
  clusterBindings: fc.array(fc.record({ roleRef: roleRef(['ClusterRole']), subjects }), { maxLength: 2 }),
});

function ofGroup(kind: string, name: string): object {
  return { kind, apiGroup: GROUP, name };
}

function objectsOf(drawn: any): any[] {
  const made = (kind: string, metadata: object, fields: object) => ({
    ...{ apiVersion: `${GROUP}/v1`, kind },
    metadata,
    ...fields,
  });
  const selectsOwn = (each: any) => ({ ...each, matchLabels: { ...each.matchLabels, drawn: 'true' } });
  const all = [
    ...drawn.roles.map(({ name, namespace: home, rules: own }: any) =>
      made('Role', { name, namespace: home }, { rules: own }),
    ),
    ...drawn.clusterRoles.map(({ name, labels: own, rules: may }: any) =>
      made('ClusterRole', { name, labels: { ...own, drawn: 'true' } }, { rules: may }),
    ),
    ...drawn.aggregated.map(({ name, labels: own, selectors }: any) =>
      made(
        'ClusterRole',
        { name, labels: { ...own, drawn: 'true' } },
        { rules: [], aggregationRule: { clusterRoleSelectors: selectors.map(selectsOwn) } },
      ),
    ),
    ...drawn.bindings.map(({ namespace: home, ...binding }: any, index: number) =>
      made('RoleBinding', { name: `b${index}`, namespace: home }, binding),
    ),
    ...drawn.clusterBindings.map((binding: any, index: number) =>
      made('ClusterRoleBinding', { name: `drawn${index}` }, binding),
    ),
  ];
  return [
    ...new Map(all.map((each) => [`${each.kind}/${each.metadata.namespace}/${each.metadata.name}`, each])).values(),
  ];
}

judge('rights of service accounts', [GO], () => {
  let cluster: Cluster;
  let server: ApiServer;

  beforeAll(async () => {
    cluster = await Cluster.start();
    server = new ApiServer(cluster.kubeconfig);
    for (const name of NAMESPACES) {
      cluster.must(['create', 'namespace', name]);
    }
  });

  afterAll(async () => {
    server?.close();
    await cluster?.stop();
  });

  const given = async ({ namespace: home, name }: Account): Promise<Set<string>> => {
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace: home } };
    const { body } = await server.post('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', review, {
      'Impersonate-User': `system:serviceaccount:${home}:${name}`,
    });
    return new Set(body.status.resourceRules.map(ruleText));
  };

  test(`are those that the API server gives, in ${RUNS} random clusters`, async () => {
    const { seed, numRuns } = fuzzing(RUNS);
    const before = await given(ACCOUNTS[0]);
    let rightsGiven = 0;
    for (const objects of fc.sample(world, { seed, numRuns }).map(objectsOf)) {
      const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
      if (objects.length > 0) {
        cluster.must(['create', '-f', '-'], list);
      }
      const claimed = ACCOUNTS.map((account) => claimedOf(objects, account));
      // the controller of aggregated roles and the caches of the authorizer follow in a moment
      const deadline = Date.now() + 20_000;
      let facts: string[][];
      do {
        facts = (await Promise.all(ACCOUNTS.map(given))).map((own) =>
          [...own].filter((each) => !before.has(each)).sort(),
        );
      } while (JSON.stringify(facts) !== JSON.stringify(claimed) && Date.now() < deadline);
      expect({ seed, objects, rights: claimed }).toEqual({ seed, objects, rights: facts });
      rightsGiven += facts.flat().length;
      if (objects.length > 0) {
        cluster.must(['delete', '-f', '-', '--wait=false'], list);
      }
    }
    expect(rightsGiven).toBeGreaterThan(numRuns);
  });

  function claimedOf(objects: any[], account: Account): string[] {
    const { rights } = modelsOf(objects);
    const own = rights.bindings.filter(
      (binding) =>
        [undefined, account.namespace].includes(binding.metadata?.namespace) && rights.isBoundTo(binding, [account]),
    );
    const texts = own.flatMap((binding) =>
      (rights.rightsBy(binding) ?? []).map(({ rule: each }) => ruleText(each as any)),
    );
    return [...new Set(texts)].sort();
  }
});
