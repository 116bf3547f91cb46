import { ApiServer } from './api-server';
import { Case, casesAs } from './cases';
import { openDefinitions } from './custom-kinds';
import { judgeAll, Outcome } from './parity';
import { ParameterNamespaces } from './policies';
import { Resources } from './resources';
import { policyObjects, SENTINEL, surroundings } from './surroundings';
import { withoutOneField } from './variants';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { Manifest } from '../../../lib/objects/pods';
import { Cluster } from '../cluster/cluster';
import { GO, judge } from '../support/judge';

/** Samples with one field less, as a pod and as a kind of an operator whose containers are optional. */
const VARIANTS: Case[] = distinct(
  casesAs(['/Pod', 'serving.kserve.io/InferenceService'])
    .filter(({ name }) => !name.includes(' malformed '))
    .flatMap((each) => withoutOneField(each.manifest).map((manifest) => ({ ...each, manifest: manifest as Manifest }))),
);

judge('texts of rules survive optional fields', [GO], () => {
  const namespaces = new ParameterNamespaces(VARIANTS);
  let cluster: Cluster;
  let server: ApiServer;
  let accepted: Outcome[];

  beforeAll(async () => {
    cluster = await Cluster.start();
    server = new ApiServer(cluster.kubeconfig);
    cluster.must(['create', '-f', '-'], surroundings(namespaces.names));
    cluster.must(['create', '-f', '-'], policyObjects(namespaces));
    await cluster.eventually(
      () => cluster.kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(SENTINEL)).stderr,
      (stderr) => stderr.includes('in force'),
    );
    const items = openDefinitions((await Resources.of(server)).kinds);
    cluster.must(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    cluster.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    const outcomes = await judgeAll(cluster, server, await Resources.of(server), namespaces, VARIANTS);
    accepted = outcomes.filter(({ object }) => object);
  });

  afterAll(async () => {
    server?.close();
    await cluster?.stop();
  });

  test('what an API server accepts without a field, every policy can be evaluated of', () => {
    expect(accepted.length).toBeGreaterThan(1000);
    const failing = accepted.flatMap(({ case: { name, manifest }, errors }) =>
      errors.map((error) => ({ name, error, manifest: JSON.stringify(manifest) })),
    );
    expect(failing).toEqual([]);
  });

  test('and so can every rule at synthesis', () => {
    const failing = accepted.flatMap(({ case: { name, manifest, params } }) =>
      evaluateManifests([manifest], params)
        .filter(({ error }) => error !== undefined)
        .map(({ rule, error }) => ({ name, rule: rule.id, error, manifest: JSON.stringify(manifest) })),
    );
    expect(failing).toEqual([]);
  });
});

function distinct(cases: readonly Case[]): Case[] {
  return [...new Map(cases.map((each) => [JSON.stringify([each.manifest, each.params]), each])).values()];
}
