import { kinds } from './checks/kinds';
import { mesh, network, webhooks } from './checks/network';
import { nodes } from './checks/nodes';
import { references } from './checks/references';
import { images, quotas } from './checks/room';
import { ClusterView } from './cluster-view';
import { Need } from './lack';
import { podsNeeded } from './workloads';
import { Manifest } from '../objects/manifest';

/** What manifests need of a cluster, before they are applied for the first time. Reads only. */
export async function preflight(objects: readonly Manifest[], cluster: ClusterView): Promise<Need[]> {
  const workloads = podsNeeded(objects);
  const needs = await Promise.all([
    kinds(objects, cluster),
    references(objects, workloads, cluster),
    nodes(workloads, cluster),
    network(objects, cluster),
    mesh(objects, cluster),
    webhooks(objects, cluster),
    quotas(workloads, cluster),
    images(workloads, cluster),
  ]);
  return needs.flat();
}
