/**
 * Every example on a real node, as it is emitted: kubelet, containerd and runc run its pods, kube-proxy and CoreDNS lead to
 * them, and kube-router enforces their network policies.
 */
import { allWorkloads, batchesOf, CHANGED, examples, NOT_RUN, workloadsOf } from './batches';
import { tryEdges } from './edges';
import { declaredFacts, factsOf } from './facts';
import { deleteAll, evictAll, waitUntilRuns } from './lifecycle';
import { Neighbours } from './neighbours';
import { Node } from './node';
import { claimsFor } from './platform';
import { nodeRunning } from './start';
import { NODE_TOOLS } from './tools';
import { selects } from '../../../lib/objects/label-selector';
import { KUBERNETES_VERSION } from '../cluster/cluster';
import { judge } from '../support/judge';

const EXAMPLES = examples();
const OBJECTS = EXAMPLES.flatMap(({ objects }) => objects);
const keyOf = ({ namespace, name }: any): string => `${namespace}/${name}`;

/** How names of policies begin that let callers out of their namespace. */
const CALLERS_END = 'egress.';

const printed = [
  ...Object.entries(NOT_RUN).map(([workload, reason]) => `${workload} does not run here: ${reason}`),
  ...Object.entries(CHANGED).map(([what, why]) => `changed before it is applied: ${what} ${why}`),
];

/** Whose ways out are taken away in some example. */
const waysOut = new Set<string>();

judge(`node, Kubernetes ${KUBERNETES_VERSION}`, NODE_TOOLS, () => {
  let node: Node;

  beforeAll(async () => {
    node = await nodeRunning(OBJECTS);
  });

  afterAll(async () => {
    const left = await node?.down();
    process.stdout.write([...printed, ''].join('\n'));
    expect(left).toEqual([]);
  });

  test('what does not run here is there', () => {
    const unknown = Object.keys(NOT_RUN).filter(
      (start) => !allWorkloads().some((workload) => workload.startsWith(start)),
    );
    expect(unknown).toEqual([]);
  });

  describe.each(batchesOf(EXAMPLES).map((batch) => ({ names: batch.map(({ name }) => name).join(', '), batch })))(
    '$names',
    ({ batch }) => {
      const objects = batch.flatMap((example) => example.objects);
      const claims = claimsFor(objects);
      let neighbours: Neighbours;
      const mapped = () => [...objects.filter(isNoMeshPolicy), ...neighbours.pods];

      beforeAll(() => {
        batch.forEach((example) => node.apply(example.objects));
        node.apply(claims);
        neighbours = new Neighbours(node, batch);
        neighbours.start();
      });

      describe.each(batch.map((example) => ({ name: example.name, example })))('example $name', ({ example }) => {
        const workloads = workloadsOf(example).map((workload) => ({ workload, title: title(workload) }));
        const servers = workloads.filter(({ workload }) => workload.kind === 'Deployment');

        test.each(workloads)('$title runs', ({ workload, title: what }) => {
          waitUntilRuns(node, workload);
          printed.push(`${example.name}: applied, ${what} runs`);
        });

        test.each(servers)('$title runs as its manifest says', ({ workload }) => {
          const pod = node.podsOf(node.get(workload.kind, workload.metadata.name, workload.metadata.namespace))[0];
          const declared = declaredFacts(workload);
          expect(factsOf(node, pod, Object.keys(declared.writable))).toEqual(declared);
        });
      });

      test('the reachability map says what happens', () => {
        const { allowed, denied, different } = tryEdges(node, neighbours.all(), mapped());
        printed.push(
          `edges by network policies: ${allowed} allowed and ${denied} denied tried, ${different.length} differ`,
        );
        expect(different).toEqual([]);
        expect(allowed).toBeGreaterThan(0);
        expect(denied).toBeGreaterThan(0);
      });

      const running = batch.flatMap(workloadsOf).map(({ metadata }) => keyOf(metadata));
      const byOwner = new Map(
        objects
          .filter(({ kind, spec }) => kind === 'NetworkPolicy' && spec.egress?.length > 1)
          .filter(({ metadata }) => metadata.name.startsWith(CALLERS_END) || running.includes(keyOf(metadata)))
          .filter((policy) => !objects.some((other) => letsOutAsWell(other, policy)))
          .map((policy) => [policy.metadata.name.startsWith(CALLERS_END) ? 'a caller' : 'a service', policy] as const)
          .reverse(),
      );

      [...byOwner.keys()].forEach((owner) => waysOut.add(owner));
      test.each([...byOwner])('the map is found wrong where a way out of %s is not in force', async (_, policy) => {
        const { name, namespace } = policy.metadata;
        const patch = (change: object) =>
          node.must(['patch', 'networkpolicy', name, '-n', namespace, '--type=json', '-p', JSON.stringify([change])]);
        patch({ op: 'remove', path: '/spec/egress/0' });
        const all = neighbours.all();
        const sources = all.filter(
          (each) => each.namespace === namespace && selects(policy.spec.podSelector, each.labels),
        );
        // kube-router tells nobody when a changed policy is in force
        const different = await node
          .eventually(
            () => tryEdges(node, all, mapped(), sources).different,
            (seen) => seen.length > 0,
            30,
          )
          .finally(() => patch({ op: 'add', path: '/spec/egress/0', value: policy.spec.egress[0] }));
        expect(different).toContainEqual(
          expect.stringMatching(/port 53: the map says yes, it was (refused|no answer)$/),
        );
      });

      const guarded = objects.filter(({ kind }) => kind === 'PodDisruptionBudget');
      const servers = batch
        .flatMap(workloadsOf)
        .filter(({ kind, spec }) => kind === 'Deployment' && spec.replicas !== 1);
      test.each(servers.filter(isGuardedBy(guarded)).map((workload) => ({ workload, title: title(workload) })))(
        'a drain takes one pod of $title at a time',
        ({ workload }) => {
          const refused = evictAll(node, workload);
          expect(refused).toEqual([expect.stringContaining("violate the pod's disruption budget")]);
        },
      );

      test('nothing is left when it is deleted', () => {
        neighbours.stop();
        expect(deleteAll(node, batch)).toEqual([]);
        node.remove(claims);
      });
    },
  );

  test('ways out of callers and of services are tried', () => {
    expect([...waysOut].sort()).toEqual(['a caller', 'a service']);
  });
});

/** Policies add up: of pods that two of them let out, one alone closes nothing. */
function letsOutAsWell(other: any, policy: any): boolean {
  return (
    other.kind === 'NetworkPolicy' &&
    keyOf(other.metadata) !== keyOf(policy.metadata) &&
    other.metadata.namespace === policy.metadata.namespace &&
    other.spec.egress?.length > 0 &&
    JSON.stringify(other.spec.podSelector) === JSON.stringify(policy.spec.podSelector)
  );
}

/** There is no mesh on this node: its policies are not in force. */
const isNoMeshPolicy = ({ kind }: any) => kind !== 'AuthorizationPolicy';

function title({ kind, metadata }: any): string {
  return `${kind} ${metadata.name}`;
}

/** Whether a workload has a disruption budget, which the library names after it. */
function isGuardedBy(budgets: readonly any[]): (workload: any) => boolean {
  const names = budgets.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  return ({ metadata }) => names.includes(`${metadata.namespace}/${metadata.name}`);
}
