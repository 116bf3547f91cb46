import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PER_NAMESPACE, writeServices } from './many';
import { Seen, Verifier } from './verifier';
import { GO, judge } from '../../support/judge';
import { Cluster, KUBERNETES_VERSION } from '../cluster';

const SERVICES = Number(process.env.VERIFY_SERVICES ?? 1000);
const SPACES = SERVICES / PER_NAMESPACE;

/** What a run may keep, in MiB of V8's old space: enough for a fifth of the services, and not for more of each. */
const HEAP = 64;

judge(`live verification on Kubernetes ${KUBERNETES_VERSION}, ${SERVICES} services`, [GO], () => {
  const folder = mkdtempSync(join(tmpdir(), 'many-'));
  let cluster: Cluster;
  let verifier: Verifier;
  let many: string;

  beforeAll(async () => {
    cluster = await Cluster.start();
    verifier = new Verifier(cluster);
    await cluster.createAside(writeServices(folder, SERVICES), 4);
    many = verifier.acceptFolder(folder);
    await cluster.eventually(podCount, (pods) => pods === SERVICES, 600);
  });

  afterAll(async () => {
    verifier?.remove();
    rmSync(folder, { recursive: true, force: true });
    await cluster?.stop();
  });

  const podCount = () => cluster.must(['get', 'pods', '-A', '-o', 'name']).split('\n').filter(Boolean).length;
  const heap = { NODE_OPTIONS: `--max-old-space-size=${HEAP}` };
  const found = ({ drifts }: Seen) => drifts.map(({ id, object }) => `${id} ${object}`).sort();

  test(`nothing differs, by a run that may keep ${HEAP} MiB`, async () => {
    const seen = await verifier.seeAside(many, heap);
    expect(seen).toMatchObject({ drifts: [], problems: [], status: 0, pods: SERVICES });
    expect(seen.objects).toBeGreaterThan(9 * SERVICES);
  });

  test('an API server that restarts twice in the middle of a run costs nothing that was to be found', async () => {
    const last = SPACES - 1;
    const acts = [
      ['delete', 'networkpolicy/qwen-0-0', '-n', 'many-0'],
      ['label', 'namespace', `many-${last}`, '--overwrite', 'pod-security.kubernetes.io/enforce=privileged'],
      ['scale', `deployment/qwen-${last}-0`, '-n', `many-${last}`, '--replicas=2'],
      ['create', 'clusterrolebinding', 'late', '--clusterrole=view', `--serviceaccount=many-${last}:qwen-${last}-0`],
    ];
    acts.forEach((act) => cluster.must(act));
    const start = cluster.apiServerStart();
    const restarts = [3_000, 15_000].map((wait) => setTimeout(() => cluster.restartApiServer(), wait));
    const seen = await verifier.seeAside(many, heap);
    restarts.forEach(clearTimeout);
    expect(cluster.apiServerStart()).toBeGreaterThan(start);
    expect(seen.problems).toEqual([]);
    expect(found(seen)).toEqual([
      'binding-added ClusterRoleBinding/late',
      `limit-changed Deployment/many-${last}/qwen-${last}-0`,
      `namespace-downgraded Namespace/many-${last}`,
      'network-policy-missing NetworkPolicy/many-0/qwen-0-0',
    ]);
  });
});
