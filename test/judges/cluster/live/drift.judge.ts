import { ACTS } from './acts';
import { Injection } from './injection';
import { Seen, Verifier } from './verifier';
import { DRIFT_KINDS } from '../../../../lib/drift/drift-kinds';
import { GO, judge } from '../../support/judge';
import { Cluster, KUBERNETES_VERSION } from '../cluster';
import { manifestFiles, manifests } from '../example-output';

/** Objects of these are changed; their namespaces differ. */
const EXAMPLES = ['detection', 'api-access', 'admission-policies'];

/** Kinds that no act on these examples makes, and where they are tested instead. */
const ELSEWHERE = ['container-missing', 'object-changed'];

judge(`live verification on Kubernetes ${KUBERNETES_VERSION}, drift`, [GO], () => {
  let cluster: Cluster;
  let injection: Injection;
  let verifier: Verifier;
  let folder: string;
  let before: Set<string>;

  beforeAll(async () => {
    cluster = await Cluster.start();
    injection = await Injection.start(cluster);
    verifier = new Verifier(cluster);
    for (const file of EXAMPLES.flatMap(manifestFiles)) {
      cluster.must(['create', '-f', file]);
    }
    folder = verifier.accept(...EXAMPLES);
    for (const { metadata } of EXAMPLES.flatMap(manifestFiles).flatMap(manifests).filter(isDeployment)) {
      await cluster.eventually(
        () => cluster.podsOf(cluster.get('deployment', metadata.name, metadata.namespace)),
        (pods) => pods.length === 2,
      );
    }
  });

  afterAll(async () => {
    verifier?.remove();
    injection?.stop();
    await cluster?.stop();
  });

  const seen = (): Seen['drifts'] => {
    const { drifts, problems } = verifier.see(folder);
    expect(problems).toEqual([]);
    return drifts;
  };

  /** Names of pods end in what a ReplicaSet chose, and names of jobs in what they run. */
  const text = ({ id, object }: Seen['drifts'][number]) =>
    `${id} ${isPod(object) ? object.split('/').slice(0, 2).join('/') : object.replace(/^(Job\/.*)-[0-9a-f]{10}$/, '$1')}`;

  test('nothing differs before', () => {
    expect(seen()).toEqual([]);
    before = new Set();
  });

  test.each(ACTS.map((act) => [act.name, act.found.join(', '), act] as const))(
    '%s: %s',
    async (_, __, { act, found, pods = false }) => {
      await act({ cluster, injection });
      const drifts = seen();
      const made = drifts.filter(({ fingerprint, object }) => !before.has(fingerprint) && (pods || !isPod(object)));
      before = new Set(drifts.map(({ fingerprint }) => fingerprint));
      expect([...new Set(made.map(text))].sort()).toEqual(found);
    },
  );

  test('acts make every kind of drift', () => {
    const made = new Set(ACTS.flatMap(({ found }) => found.map((one) => one.split(' ')[0])));
    expect(Object.keys(DRIFT_KINDS).filter((id) => !made.has(id))).toEqual(ELSEWHERE);
  });

  test('the account may not read Secrets, nor write what it reads', () => {
    const may = (verb: string, resource: string) =>
      cluster.kubectl([
        ...['auth', 'can-i', verb, resource, '-n', 'watched'],
        '--as=system:serviceaccount:ack-secure-inference:verify',
      ]).ok;
    expect(may('list', 'pods')).toBe(true);
    const refused = ['get', 'list'].map((verb) => may(verb, 'secrets'));
    const written = ['create', 'update', 'patch', 'delete'].map((verb) => may(verb, 'networkpolicies'));
    expect([...refused, ...written]).toEqual(Array(6).fill(false));
  });
});

const isDeployment = ({ kind }: { kind: string }) => kind === 'Deployment';
const isPod = (object: string) => object.startsWith('Pod/');
