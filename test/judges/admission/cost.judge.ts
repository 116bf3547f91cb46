import { GuardedCluster, serveKindsOf, startGuarded, stopGuarded } from './guarded-cluster';
import { LARGE_OBJECTS } from './large-objects';
import { judgeAll, Outcome } from './parity';
import { ParameterNamespaces } from './policies';
import { GO, judge } from '../support/judge';

const PARAMS = {};
const LARGE = Object.entries(LARGE_OBJECTS).map(([name, manifest]) => ({ name, manifest, params: PARAMS }));

judge('cost of admission policies', [GO], () => {
  const namespaces = new ParameterNamespaces(LARGE);
  let guarded: GuardedCluster;
  let outcomes: Outcome[];

  beforeAll(async () => {
    guarded = await startGuarded(namespaces);
    const resources = await serveKindsOf(
      LARGE.map(({ manifest }) => manifest),
      guarded,
    );
    outcomes = await judgeAll(guarded.cluster, guarded.server, resources, namespaces, LARGE);
  });

  afterAll(() => stopGuarded(guarded));

  test.each(LARGE)('$name: every policy is evaluated within the limits of the API server', ({ name }) => {
    const { object, refusal, errors } = outcomes.find((outcome) => outcome.case.name === name)!;
    expect({ refusal, errors, seen: object !== undefined }).toEqual({ refusal: undefined, errors: [], seen: true });
  });
});
