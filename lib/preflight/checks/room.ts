import { Manifest } from '../../objects/manifest';
import { quantityOf } from '../../objects/quantity';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { ClusterView, Unreadable } from '../cluster-view';
import { Need, need, unknown } from '../lack';
import { PodsNeeded } from '../workloads';

const QUOTA = { apiVersion: 'v1', kind: 'ResourceQuota' };

/** Whether quotas of namespaces that are there leave room for workloads that are not there yet. */
export async function quotas(workloads: readonly PodsNeeded[], cluster: ClusterView): Promise<Need[]> {
  const isNew = await Promise.all(workloads.map(async ({ object }) => (await cluster.get(object)) === undefined));
  const fresh = workloads.filter((_, index) => isNew[index]);
  const namespaces = [...new Set(fresh.map(({ namespace }) => namespace))];
  const needs = await Promise.all(
    namespaces.map(async (namespace) => {
      const own = fresh.filter((workload) => workload.namespace === namespace);
      const found = await cluster.list(QUOTA, namespace);
      return found instanceof Unreadable
        ? [
            unknown(
              'quotas',
              `quotas of ${namespace}: ${found.reason}`,
              own.map(({ by }) => by),
              'let the account list ResourceQuotas',
            ),
          ]
        : found.flatMap((quota) => leftOf(quota, own));
    }),
  );
  return needs.flat();
}

function leftOf(quota: Manifest, workloads: readonly PodsNeeded[]): Need[] {
  const { hard, used } = fieldsIn((quota as { status?: unknown }).status);
  return Object.entries(fieldsIn(hard)).flatMap(([resource, most]) => {
    const asking = workloads.filter((workload) => demand(workload, resource) > 0);
    const asked = asking.reduce((sum, workload) => sum + demand(workload, resource), 0);
    const left = (quantityOf(most) ?? 0) - (quantityOf(fieldsIn(used)[resource]) ?? 0);
    const text = `${resource} of ResourceQuota ${quota.metadata!.namespace}/${quota.metadata!.name}: ${left} left, ${asked} asked for`;
    return asked === 0
      ? []
      : [
          need(
            'quotas',
            text,
            asking.map(({ by }) => by),
            left >= asked ? undefined : 'raise the quota, or lower replicas',
          ),
        ];
  });
}

function demand({ pods, requests }: PodsNeeded, resource: string): number {
  return resource === 'pods' ? pods : pods * (requests[resource.replace(/^requests\./, '')] ?? 0);
}

/** Whether some node has an image already; whether others may pull it is not to be read. */
export async function images(workloads: readonly PodsNeeded[], cluster: ClusterView): Promise<Need[]> {
  const nodes = await cluster.nodes();
  const there = new Set(nodes instanceof Unreadable ? [] : nodes.flatMap(namesOn));
  const byImage = new Map<string, string[]>();
  workloads.forEach(({ images: all, by }) =>
    all.forEach((image) => byImage.set(image, [...(byImage.get(image) ?? []), by])),
  );
  return [...byImage].map(([image, neededBy]) =>
    there.has(image)
      ? need('images', `${image} is on a node`, neededBy)
      : unknown('images', `${image} is on no node yet`, neededBy, pullFix(image)),
  );
}

function namesOn(node: Manifest): string[] {
  const { images: all } = fieldsIn((node as { status?: Fields }).status);
  return listIn(all).flatMap((image) => listIn(fieldsIn(image).names).map(String));
}

/** Endpoints of Container Registry inside and outside a VPC, https://help.aliyun.com/zh/acr/ */
function pullFix(image: string): string {
  const isInVpc = /-vpc\.[a-z0-9-]+\.cr\.aliyuncs\.com\//.test(image);
  const credentials =
    'give the nodes the right to pull: the ACK component managed-aliyun-acr-credential-helper, or imagePullSecrets';
  return isInVpc
    ? `link the registry to the VPC of the nodes; ${credentials}`
    : `see that nodes reach the registry, whose name is not that of an endpoint inside the VPC; ${credentials}`;
}
