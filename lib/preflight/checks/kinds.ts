import { Manifest } from '../../objects/manifest';
import { groupOf } from '../../objects/pods';
import { ClusterView, Unreadable } from '../cluster-view';
import { CONTROLLERS } from '../controllers';
import { Need, need, unknown } from '../lack';
import { objectText } from '../workloads';

/** Every kind is served in the version in which it is written. */
export async function kinds(objects: readonly Manifest[], cluster: ClusterView): Promise<Need[]> {
  const byKind = new Map<string, Manifest[]>();
  for (const object of objects) {
    const key = `${object.apiVersion} ${object.kind}`;
    byKind.set(key, [...(byKind.get(key) ?? []), object]);
  }
  return Promise.all([...byKind.values()].map((some) => kind(some, cluster)));
}

async function kind(objects: readonly Manifest[], cluster: ClusterView): Promise<Need> {
  const [{ apiVersion, kind: name }] = objects;
  const neededBy = objects.map(objectText);
  const served = await cluster.kindsOf(apiVersion);
  if (served instanceof Unreadable) {
    return unknown(
      'kinds',
      `${name} of ${apiVersion}: ${served.reason}`,
      neededBy,
      'let the account read API discovery',
    );
  }
  if (served?.includes(name)) {
    return need('kinds', `${name} of ${apiVersion} is served`, neededBy);
  }
  const group = groupOf(objects[0]);
  const versions = await cluster.versionsOf(group);
  const others = versions instanceof Unreadable ? [] : versions;
  const controller = CONTROLLERS[group];
  return need(
    'kinds',
    others.length > 0
      ? `the cluster serves ${group || 'the core group'} in ${others.join(', ')}, and no ${name} of ${apiVersion}`
      : `the cluster has no ${group}, and so no ${name}`,
    neededBy,
    controller
      ? `${controller.install} (${controller.name})`
      : `upgrade the cluster, or install what serves ${apiVersion}`,
  );
}
