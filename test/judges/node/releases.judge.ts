/** A service that is released again and again on a real node: each release is applied over the one before. */
import { join } from 'node:path';
import { isReady } from './lifecycle';
import { Node } from './node';
import { manifestsOf, NAMESPACE, RELEASES, SERVICE } from './releases';
import { nodeRunning } from './start';
import { NODE_TOOLS } from './tools';
import { Need, Verdict } from '../../../lib/preflight/lack';
import { CommandUnderTest } from '../../cli/command';
import { identityOf } from '../../day-two/immutable';
import { KUBERNETES_VERSION } from '../cluster/cluster';
import { judge } from '../support/judge';

const RELEASED = RELEASES.map(([name, release]) => ({ name, release, objects: manifestsOf(release) as any[] }));
const deploymentOf = (objects: readonly any[]) => objects.find(({ kind }) => kind === 'Deployment');
const imagesOf = ({ spec }: any): string[] => spec.containers.map(({ image }: any) => image);
const argumentsOf = ({ spec }: any): string[] => spec.containers[0].args;
const claimsOf = ({ spec }: any): string[] =>
  spec.volumes.flatMap(({ persistentVolumeClaim: claim }: any) => claim?.claimName ?? []);

judge(`releases on a node, Kubernetes ${KUBERNETES_VERSION}`, NODE_TOOLS, () => {
  let node: Node;

  beforeAll(async () => {
    node = await nodeRunning(RELEASED.flatMap(({ objects }) => objects));
  });

  afterAll(async () => {
    expect(await node?.down()).toEqual([]);
  });

  test('preflight says what the node lacks before the first release, and finds what it has', () => {
    const command = new CommandUnderTest();
    try {
      const list = { apiVersion: 'v1', kind: 'List', items: RELEASED[0].objects };
      command.write('first/manifests.json', JSON.stringify(list));
      const args = [command.path, 'preflight', join(command.folder, 'first'), '--format', 'json'];
      const { status, stdout, stderr } = node.run(process.execPath, args);
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      const { needs } = JSON.parse(stdout) as { needs: Need[] };
      const found = (verdict: Verdict) =>
        needs.filter((need) => need.verdict === verdict).map(({ check, what }) => `${check}: ${what}`);
      // there is no mesh on the node, and kube-router runs beside it rather than in a DaemonSet
      expect(found(Verdict.MISSING)).toEqual([
        'webhooks: there is no webhook that injects sidecars',
        'mesh: there is no CNI plug-in of the mesh',
      ]);
      expect(found(Verdict.UNKNOWN)).toEqual(['network policies: no network plug-in is known by name']);
      expect(found(Verdict.OK)).toEqual(
        expect.arrayContaining([
          'volumes: CSIDriver ossplugin.csi.alibabacloud.com is there',
          'resources: 2 pods ask for 1 nvidia.com/gpu each; 1 nodes that fit have room for 64',
          'runtime features: supplementalGroupsPolicy: Strict is there on all nodes that fit',
          expect.stringMatching(/^images: .* is on a node$/),
        ]),
      );
    } finally {
      command.remove();
    }
  });

  const podsThere = () =>
    node.list('pods', NAMESPACE).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const namesThere = () => podsThere().map(({ metadata }) => metadata.name);

  describe.each(RELEASED.map((released, index) => ({ ...released, before: RELEASED[index - 1] })))(
    '$name',
    ({ objects, before }) => {
      const deployment = deploymentOf(objects);
      const { replicas, template } = deployment.spec;

      test('is applied, and its pods roll while enough of those before still serve', async () => {
        const budget = objects.find(({ kind }) => kind === 'PodDisruptionBudget').spec;
        const { replicas: capacity } = before ? deploymentOf(before.objects).spec : { replicas: 0 };
        const least = before ? Math.min(capacity, replicas) - Number(budget.maxUnavailable) : 0;
        node.apply(objects);
        let fewest = Infinity;
        const served = new Set<string>();
        await node.eventually(
          () => {
            const there = podsThere();
            there.filter(isReady).forEach(({ metadata }) => served.add(metadata.name));
            // one that a busy machine probes too late is still there
            fewest = Math.min(fewest, there.filter(({ metadata }) => served.has(metadata.name)).length);
            return node.get('deployment', SERVICE, NAMESPACE);
          },
          ({ metadata, status }) =>
            status.observedGeneration === metadata.generation &&
            status.updatedReplicas === replicas &&
            status.replicas === replicas &&
            status.readyReplicas === replicas,
          180,
        );
        expect(fewest).toBeGreaterThanOrEqual(least);
      });

      test('its pods are those of its manifest', () => {
        const wanted = [imagesOf(template), argumentsOf(template), claimsOf(template)];
        const pods = podsThere();
        expect(pods.map((pod) => [imagesOf(pod), argumentsOf(pod), claimsOf(pod)])).toEqual(
          Array.from({ length: replicas }, () => wanted),
        );
      });

      test('what only the release before had can go, and its pods stay', () => {
        const kept = objects.map(identityOf);
        const pruned = (before?.objects ?? []).filter((object) => !kept.includes(identityOf(object)));
        const names = namesThere();
        node.remove(pruned);
        expect(namesThere()).toEqual(names);
      });
    },
  );

  test('a volume of another model under the name of the one before is refused', () => {
    const volumeOf = (objects: readonly any[]) => objects.find(({ kind }) => kind === 'PersistentVolume');
    const [first, next] = RELEASED.map(({ objects }) => volumeOf(objects));
    expect(next.metadata.name).not.toBe(first.metadata.name);
    const renamed = { ...next, metadata: first.metadata };
    const { ok, stderr } = node.kubectl(
      ['apply', '--server-side', '--force-conflicts', '-f', '-'],
      JSON.stringify(renamed),
    );
    expect({ ok, stderr }).toEqual({ ok: false, stderr: expect.stringContaining('is immutable after creation') });
  });
});
