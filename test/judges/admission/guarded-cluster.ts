import { ApiServer } from './api-server';
import { openDefinitions } from './custom-kinds';
import { ParameterNamespaces } from './policies';
import { Resources } from './resources';
import { policyObjects, SENTINEL, surroundings } from './surroundings';
import { Manifest } from '../../../lib/objects/manifest';
import { Cluster } from '../cluster/cluster';

/** A cluster in which every policy is in force, and writes into the audit log what it finds. */
export interface GuardedCluster {
  readonly cluster: Cluster;
  readonly server: ApiServer;
}

export async function startGuarded(namespaces: ParameterNamespaces): Promise<GuardedCluster> {
  const cluster = await Cluster.start();
  cluster.must(['create', '-f', '-'], surroundings(namespaces.names));
  cluster.must(['create', '-f', '-'], policyObjects(namespaces));
  await cluster.eventually(
    () => cluster.kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(SENTINEL)).stderr,
    (stderr) => stderr.includes('in force'),
    180,
  );
  return { cluster, server: new ApiServer(cluster.kubeconfig) };
}

/** Serves the kinds of objects that are not served yet. */
export async function serveKindsOf(objects: readonly Manifest[], guarded: GuardedCluster): Promise<Resources> {
  const { cluster, server } = guarded;
  const items = openDefinitions((await Resources.of(server)).kinds, objects);
  cluster.must(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  cluster.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  return Resources.of(server);
}

export async function stopGuarded(guarded: GuardedCluster | undefined): Promise<void> {
  guarded?.server.close();
  await guarded?.cluster.stop();
}
