import { ApiServer } from './api-server';
import { CASES, ENFORCEABLE, KIND_CASES } from './cases';
import { openDefinitions } from './custom-kinds';
import { judgeAll, Outcome } from './parity';
import { ParameterNamespaces } from './policies';
import { Resources } from './resources';
import { policyObjects, SENTINEL, surroundings, typoPolicies } from './surroundings';
import { evaluateManifests, Parameters } from '../../../lib/guardrails/evaluation/evaluate';
import { Manifest } from '../../../lib/objects/pods';
import { Cluster } from '../cluster/cluster';
import { GO, judge } from '../support/judge';

const list = (items: object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** Ids of the rules that synthesis finds broken. */
function atSynthesis(object: Manifest, params: Parameters): string[] {
  return [...new Set(evaluateManifests([object], params, ENFORCEABLE).map(({ rule }) => rule.id))].sort();
}

judge('parity of admission policies', [GO], () => {
  const namespaces = new ParameterNamespaces(CASES);
  let cluster: Cluster;
  let server: ApiServer;

  beforeAll(async () => {
    cluster = await Cluster.start();
    server = new ApiServer(cluster.kubeconfig);
    cluster.must(['create', '-f', '-'], surroundings(namespaces.names));
    cluster.must(['create', '-f', '-'], policyObjects(namespaces));
    await cluster.eventually(
      () => cluster.kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(SENTINEL)).stderr,
      (stderr) => stderr.includes('in force'),
    );
  });

  afterAll(async () => {
    server?.close();
    await cluster?.stop();
  });

  function define(definitions: object[]): void {
    cluster.must(['create', '-f', '-'], list(definitions));
    cluster.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  }

  /** Policies when the type checker has looked at all of them. */
  async function checkedPolicies(): Promise<any[]> {
    return cluster.eventually(
      () => JSON.parse(cluster.must(['get', 'validatingadmissionpolicies', '-o', 'json'])).items as any[],
      (items) => items.every(({ metadata, status }) => status?.observedGeneration === metadata.generation),
      180,
    );
  }

  const warningsOf = ({ metadata, status }: any): string[] =>
    (status.typeChecking?.expressionWarnings ?? []).map(({ warning }: any) => `${metadata.name}: ${warning}`);

  test('the type checker has no warning for any policy', async () => {
    expect((await checkedPolicies()).flatMap(warningsOf)).toEqual([]);
  });

  test('the type checker looks at every kind whose type it knows', async () => {
    const typos = typoPolicies();
    expect(typos.length).toBeGreaterThan(10);
    cluster.must(['create', '-f', '-'], list(typos));
    const checked = (await checkedPolicies()).filter(({ metadata }) => metadata.name.startsWith('typo-'));
    expect(checked).toHaveLength(typos.length);
    for (const policy of checked) {
      const resources = policy.spec.matchConstraints.resourceRules.flatMap((rule: any) => rule.resources);
      expect({ resources, warnings: warningsOf(policy) }).toEqual({
        resources,
        warnings: [expect.stringContaining("undefined field 'noSuchField'")],
      });
    }
  });

  describe('verdicts', () => {
    let resources: Resources;
    let outcomes: Outcome[];
    let ofKinds: Outcome[];

    beforeAll(async () => {
      // kinds of operators that are not installed; after type checking, which takes a Service of Knative for one of Kubernetes
      define(openDefinitions((await Resources.of(server)).kinds));
      resources = await Resources.of(server);
      outcomes = await judgeAll(cluster, server, resources, namespaces, CASES);
      // before verdicts are compared: that takes longer than the API server keeps a connection which says nothing
      ofKinds = await judgeAll(cluster, server, resources, namespaces, KIND_CASES);
    });

    test('samples that the API server refuses before any policy sees them are these', () => {
      expect(
        outcomes.filter(({ refusal }) => refusal).map((outcome) => `${outcome.case.name}: ${outcome.refusal}`),
      ).toMatchSnapshot();
    });

    test('of every other sample, its rule says what it says at synthesis', () => {
      const differing = outcomes.filter(
        ({ object, more, found, case: { rule, manifest, params } }) =>
          object && !more && atSynthesis(manifest, params).includes(rule.id) !== found.includes(rule.id),
      );
      expect(differing.map((outcome) => outcome.case.name)).toEqual([]);
    });

    test('and so does every other rule, of the object with the defaults of the API server', () => {
      const accepted = outcomes.filter(({ object, more }) => object && !more);
      expect(accepted.length).toBeGreaterThan(2500);
      for (const outcome of accepted) {
        const { name, params } = outcome.case;
        expect({ name, found: outcome.found }).toEqual({ name, found: atSynthesis(outcome.object, params) });
      }
    });

    test('where more is wrong than the audit log holds, synthesis finds all that it holds', () => {
      const cut = outcomes.filter(({ more }) => more);
      expect(cut.map((outcome) => outcome.case.name)).toEqual([
        'SAI-MDL-022 malformed as RayCluster',
        'SAI-GPU-005 malformed as RayCluster',
        'SAI-AVL-004 malformed as RayCluster',
      ]);
      for (const { object, found, case: each } of cut) {
        const all = atSynthesis(object, each.params);
        expect({ name: each.name, unexplained: found.filter((id) => !all.includes(id)) }).toEqual({
          name: each.name,
          unexplained: [],
        });
      }
    });

    test('pods are found in every kind that has them', () => {
      for (const outcome of ofKinds) {
        const { name, rule } = outcome.case;
        expect({ name, ...outcome }).toMatchObject({ name, found: expect.arrayContaining([rule.id]) });
      }
    });
  });
});
