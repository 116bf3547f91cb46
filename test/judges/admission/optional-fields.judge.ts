import { atSynthesis } from './at-synthesis';
import { Case, casesAs, objectsOf } from './cases';
import { GuardedCluster, serveKindsOf, startGuarded, stopGuarded } from './guarded-cluster';
import { judgeAll, Outcome } from './parity';
import { ParameterNamespaces } from './policies';
import { withoutOneField } from './variants';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { Manifest } from '../../../lib/objects/manifest';
import { GO, judge } from '../support/judge';

/** Samples with one field less, as a pod and as a kind of an operator whose containers are optional. */
const VARIANTS: Case[] = distinct(
  casesAs(['/Pod', 'serving.kserve.io/InferenceService'])
    .filter(({ name }) => !name.includes(' malformed '))
    .flatMap((each) => withoutOneField(each.manifest).map((manifest) => ({ ...each, manifest: manifest as Manifest }))),
);

judge('texts of rules survive optional fields', [GO], () => {
  const namespaces = new ParameterNamespaces(VARIANTS);
  let guarded: GuardedCluster;
  let accepted: Outcome<Case>[];

  beforeAll(async () => {
    guarded = await startGuarded(namespaces);
    const resources = await serveKindsOf(objectsOf(VARIANTS), guarded);
    const outcomes = await judgeAll(guarded.cluster, guarded.server, resources, namespaces, VARIANTS);
    accepted = outcomes.filter(({ object }) => object);
  });

  afterAll(() => stopGuarded(guarded));

  test('what an API server accepts without a field, every policy can be evaluated of', () => {
    expect(accepted.length).toBeGreaterThan(1000);
    const failing = accepted.flatMap(({ case: { name, manifest }, errors }) =>
      errors.map((error) => ({ name, error, manifest: JSON.stringify(manifest) })),
    );
    expect(failing).toEqual([]);
  });

  test('and says the same as at synthesis', () => {
    const compared = accepted.filter(({ more, object }) => !more && !hasVolumeWithoutSource(object));
    expect(compared.length).toBeGreaterThan(5000);
    const differing = compared
      .map(({ case: { name, params }, object, found }) => ({ name, object, found, ours: atSynthesis(object, params) }))
      .filter(({ found, ours }) => found.join() !== ours.join());
    expect(differing.map(({ object, ...each }) => ({ ...each, object: JSON.stringify(object) }))).toEqual([]);
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

/** Kubernetes makes an emptyDir of it in kinds of its own, as synthesis does in all; no API server does in those of operators. */
function hasVolumeWithoutSource({ kind, spec }: any): boolean {
  return (
    kind === 'InferenceService' && spec?.predictor?.volumes?.some((volume: object) => Object.keys(volume).length < 2)
  );
}

function distinct(cases: readonly Case[]): Case[] {
  return [...new Map(cases.map((each) => [JSON.stringify([each.manifest, each.params]), each])).values()];
}
