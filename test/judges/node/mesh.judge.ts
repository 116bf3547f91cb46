/**
 * Examples in a real mesh on a real node: Istio's own control plane, injector and CNI plug-in, and its agent with Envoy beside
 * every pod. Each request that is declared for anybody is sent by everybody, with some that are declared for nobody.
 */
import { batchesOf, examples, workloadsOf } from './batches';
import { installIstio, istioImages, LEFT_OUT } from './istio';
import { waitUntilRuns } from './lifecycle';
import { Neighbour, Neighbours } from './neighbours';
import { Node } from './node';
import { WithoutSidecar } from './plain-text';
import { claimsFor } from './platform';
import { doorsOf, tryRequests } from './requests';
import { nodeRunning } from './start';
import { NODE_TOOLS } from './tools';
import { KUBERNETES_VERSION } from '../cluster/cluster';
import { judge, PYTHON } from '../support/judge';

/** Examples whose requests need something that is not there. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  'prompt-guard': 'its guard is a model of somebody else, and without its answer all requests are refused',
  'untrusted-tenant': 'the issuer of its tokens is not there',
};

const isMeshPolicy = ({ kind }: any): boolean => kind === 'AuthorizationPolicy';
const keyOf = ({ metadata }: any): string => `${metadata.namespace}/${metadata.name}`;

const MESHED = examples().filter(({ name, objects }) => !(name in NOT_ASKED) && objects.some(isMeshPolicy));
// one batch, since two would take twice the time: to delete a batch takes as long as to run it
const [EXAMPLES, ...LATER] = batchesOf(MESHED);
const NAMES = EXAMPLES.map(({ name }) => name).join(', ');
const OBJECTS = EXAMPLES.flatMap(({ objects }) => objects);

const printed = [
  ...LATER.flat().map(({ name }) => `${name} is not asked in the mesh: it writes objects that ${NAMES} write`),
  ...Object.entries(NOT_ASKED).map(([name, reason]) => `${name} is not asked in the mesh: ${reason}`),
  ...Object.entries(LEFT_OUT).map(([filters, setting]) => `left out of the mesh by ${setting}: ${filters}`),
];

judge(`mesh on a node, Kubernetes ${KUBERNETES_VERSION}`, [...NODE_TOOLS, PYTHON], () => {
  let node: Node;
  let plain: WithoutSidecar;
  let callerPods: readonly object[];
  let everybody: readonly Neighbour[];
  const tried = (sources: readonly Neighbour[], among = everybody) =>
    tryRequests(node, among, [...OBJECTS, ...callerPods], sources);

  beforeAll(async () => {
    node = await nodeRunning(OBJECTS, { programs: istioImages() });
    installIstio(node);
    EXAMPLES.forEach(({ objects }) => node.apply(objects));
    node.apply(claimsFor(OBJECTS));
    const neighbours = new Neighbours(node, EXAMPLES, { 'istio-injection': 'enabled' });
    neighbours.start();
    callerPods = neighbours.pods;
    plain = new WithoutSidecar(node, callerPods);
    plain.start();
    EXAMPLES.flatMap(workloadsOf).forEach((workload) => waitUntilRuns(node, workload));
    everybody = neighbours.all();
  });

  afterAll(async () => {
    const left = await node?.down();
    process.stdout.write([...printed, ''].join('\n'));
    expect(left).toEqual([]);
  });

  test('declared requests are answered, and no others', () => {
    const { allowed, denied, different } = tried(everybody);
    printed.push(`${NAMES} in the mesh: ${allowed} requests answered and ${denied} refused as the map says`);
    expect(different).toEqual([]);
    expect(allowed).toBeGreaterThan(0);
    expect(denied).toBeGreaterThan(0);
  });

  test('plain text gets no answer', () => {
    expect(plain.answersOf(doorsOf(everybody, OBJECTS))).toEqual([]);
  });

  const running = EXAMPLES.flatMap(workloadsOf).map(keyOf);
  const guarded = OBJECTS.find((each) => each.kind === 'PeerAuthentication' && running.includes(keyOf(each)));
  const policy = OBJECTS.find((each) => each.kind === 'AuthorizationPolicy' && keyOf(each) === keyOf(guarded));
  const withRules = (rules: object[]) => ({ ...policy, spec: { ...policy.spec, rules } });
  const itself = () => everybody.filter(({ workload }) => workload === `Deployment ${keyOf(guarded)}`);
  const callers = () => everybody.filter(({ workload }) => workload?.startsWith('Pod '));

  test('an answer to plain text is found where the mesh permits it', async () => {
    node.apply([{ ...guarded, spec: { ...guarded.spec, mtls: { mode: 'PERMISSIVE' } } }]);
    const doors = doorsOf(itself(), OBJECTS);
    await node
      .eventually(
        () => plain.answersOf(doors),
        (answers) => answers.length > 0,
      )
      .finally(() => node.apply([guarded]));
  });

  test.each([
    ['is not in force', withRules(policy.spec.rules.slice(1)), 'yes'],
    ['lets everybody in', withRules([{}]), 'no'],
  ])('the map is found wrong where a rule %s', async (_, changed, said) => {
    node.apply([changed]);
    await node
      .eventually(
        () => tried(callers(), itself()).different,
        (different) => different.some((text) => text.includes(`the map says ${said}, it`)),
      )
      .finally(() => node.apply([policy]));
  });
});
