import { ApiServer } from './api-server';
import { atSynthesis } from './at-synthesis';
import { Case, CASES, ENFORCEABLE, KIND_CASES, objectsOf } from './cases';
import { ENGINE_SETTINGS, EngineSetting, verdictsOf } from './engine-settings';
import { GuardedCluster, serveKindsOf, startGuarded, stopGuarded } from './guarded-cluster';
import { judgeAll, Outcome } from './parity';
import { POD_KINDS } from './pod-kinds';
import { ParameterNamespaces } from './policies';
import { Resources } from './resources';
import { typoPolicies } from './surroundings';
import { isBuiltIn, isClusterScoped, Kind, plural } from '../../../lib/guardrails/admission/kinds';
import { unitsOf } from '../../../lib/guardrails/admission/units';
import { Cluster } from '../cluster/cluster';
import { GO, judge } from '../support/judge';

const list = (items: object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** Every kind that some policy judges. */
const KINDS: Kind[] = [
  ...new Map(
    ENFORCEABLE.flatMap((rule) => unitsOf(rule, true))
      .flatMap((unit) => unit.kinds)
      .map((kind) => [`${kind.group}/${kind.kind}`, kind]),
  ).values(),
].sort((one, other) => one.kind.localeCompare(other.kind));

/** Kinds beside those of pods whose definition the judge does not install: it serves them with any field. */
const WITHOUT_CRD = [
  ...[
    'AlbConfig',
    'AliyunLogConfig',
    'AliyunPipelineConfig',
    'Assign',
    'AssignImage',
    'AssignMetadata',
    'CleanupPolicy',
  ],
  ...[
    'ClientTrafficPolicy',
    'ClusterAliyunPipelineConfig',
    'ClusterCleanupPolicy',
    'ClusterSecretStore',
    'ClusterSecretStore',
  ],
  ...['ContainerRecreateRequest', 'Dataset', 'DeletingPolicy'],
  ...[
    'EnvoyExtensionPolicy',
    'EnvoyPatchPolicy',
    'EnvoyProxy',
    'EphemeralJob',
    'GeneratingPolicy',
    'GRPCRoute',
    'HTTPRouteFilter',
  ],
  ...['ImageListPullJob', 'ImagePullJob', 'IstioGateway', 'ListenerSet', 'ModifySet', 'MutatingPolicy'],
  ...['NamespacedDeletingPolicy', 'NamespacedGeneratingPolicy', 'NamespacedValidatingPolicy', 'NodeImage'],
  ...['PodEIP', 'PodENI', 'PodNetworking', 'PodProbeMarker'],
  // of both API groups of Kyverno
  ...['PolicyException', 'PolicyException'],
  ...['RAMIdentityMapping', 'ReferenceGrant', 'ResourcePolicy', 'SecretStore', 'SecretStore', 'SecurityPolicy'],
  'SidecarSet',
  ...['TCPRoute', 'TLSRoute', 'UDPRoute', 'ValidatingPolicy', 'WorkloadSpread', 'XListenerSet'],
];

judge('parity of admission policies', [GO], () => {
  const namespaces = new ParameterNamespaces(CASES);
  let guarded: GuardedCluster;
  let cluster: Cluster;
  let server: ApiServer;

  beforeAll(async () => {
    guarded = await startGuarded(namespaces);
    ({ cluster, server } = guarded);
  });

  afterAll(() => stopGuarded(guarded));

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

  test('kinds are named and have namespaces as the API server serves them', async () => {
    const resources = await Resources.of(server);
    const differing = KINDS.filter((kind) => resources.ofKind(kind) !== undefined)
      .map((kind) => ({ kind, ours: [plural(kind), !isClusterScoped(kind)], served: resources.ofKind(kind) }))
      .filter(({ ours, served }) => served!.plural !== ours[0] || served!.namespaced !== ours[1]);
    // a Namespace has no namespace, but its labels are what a namespace selector reads
    expect(differing.map(({ kind }) => kind.kind)).toEqual(['Namespace']);
    const notServed = KINDS.filter((kind) => resources.ofKind(kind) === undefined);
    expect(notServed.filter(isBuiltIn)).toEqual([]);
    const others = notServed.filter(({ group, kind }) => !POD_KINDS.includes(`${group}/${kind}`));
    expect(others.map(({ kind }) => kind)).toEqual(WITHOUT_CRD);
  });

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
    let outcomes: Outcome<Case>[];
    let ofKinds: Outcome<Case>[];
    let ofSettings: Outcome<EngineSetting>[];

    beforeAll(async () => {
      // kinds of operators that are not installed; after type checking, which takes a Service of Knative for one of Kubernetes
      const resources = await serveKindsOf(objectsOf([...CASES, ...KIND_CASES]), guarded);
      outcomes = await judgeAll(cluster, server, resources, namespaces, CASES);
      // before verdicts are compared: that takes longer than the API server keeps a connection which says nothing
      ofKinds = await judgeAll(cluster, server, resources, namespaces, KIND_CASES);
      ofSettings = await judgeAll(cluster, server, resources, namespaces, ENGINE_SETTINGS);
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
      expect(cut.map((outcome) => outcome.case.name)).toEqual(
        ['MDL-003', 'MDL-006', 'MDL-007', 'MDL-022', 'POD-030', 'POD-035', 'POD-044', 'IDN-001']
          .concat([
            'IDN-005',
            'MSH-038',
            'API-001',
            'API-003',
            'API-005',
            'API-012',
            'GPU-001',
            'GPU-005',
            'GPU-010',
            'AVL-004',
            'ADM-009',
          ])
          .map((id) => `SAI-${id} malformed as RayCluster`),
      );
      const unexplained = cut.filter(({ object, found, case: each }) => {
        const all = atSynthesis(object, each.params);
        return found.some((id) => !all.includes(id));
      });
      // its pod spec is a text: every rule of a policy fails on it, and some rules at synthesis
      expect(unexplained.map((outcome) => outcome.case.name)).toEqual(['SAI-IDN-001 malformed as RayCluster']);
    });

    test('constructor, check and the policies refuse each setting of an engine that one of them refuses', () => {
      expect(ofSettings.filter(({ object, more }) => !object || more).map((outcome) => outcome.case.name)).toEqual([]);
      expect(ofSettings.flatMap(({ errors }) => errors)).toEqual([]);
      const verdicts = ofSettings.map(verdictsOf);
      expect(verdicts.length).toBeGreaterThan(500);
      expect(verdicts.filter(({ constructor, check, admission }) => !(constructor && check && admission))).toEqual([]);
    });

    test('pods are found in every kind that has them', () => {
      for (const outcome of ofKinds) {
        const { name, rule } = outcome.case;
        expect({ name, ...outcome }).toMatchObject({ name, found: expect.arrayContaining([rule.id]) });
      }
    });
  });
});
