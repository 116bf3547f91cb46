import { selects } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { nameOf } from '../../objects/pods';
import { quantityOf } from '../../objects/quantity';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { ClusterView, Unreadable } from '../cluster-view';
import { Need, need, unknown } from '../lack';
import { PodsNeeded } from '../workloads';

const READ_NODES = 'let the account list nodes';

/** Nodes that a workload may run on, what they have to give, and what they are able to do. */
export async function nodes(workloads: readonly PodsNeeded[], cluster: ClusterView): Promise<Need[]> {
  const all = await cluster.nodes();
  if (all instanceof Unreadable) {
    return workloads.map(({ by }) => unknown('nodes', `nodes cannot be read: ${all.reason}`, [by], READ_NODES));
  }
  return workloads.flatMap((workload) => {
    const fitting = all.filter((node) => mayRunOn(workload.spec, node));
    return fitting.length === 0
      ? [
          need(
            'nodes',
            `none of ${all.length} nodes has the labels and taints that the pods ask for: ${wishes(workload.spec)}`,
            [workload.by],
            'add a node pool with these labels, or change what the pods ask for',
          ),
        ]
      : [...resources(workload, fitting), ...features(workload, fitting)];
  });
}

/** As the scheduler filters nodes: labels, required affinity, taints. */
function mayRunOn(spec: Fields, { metadata, spec: nodeSpec }: Manifest): boolean {
  const labels = fieldsIn((metadata as { labels?: unknown }).labels) as Record<string, string>;
  const terms = listIn(requiredTerms(spec));
  const tolerations = listIn(spec.tolerations).map(fieldsIn);
  const taints = listIn(fieldsIn(nodeSpec).taints).map(fieldsIn);
  return (
    selects({ matchLabels: spec.nodeSelector }, labels) &&
    (terms.length === 0 || terms.some((term) => fits(fieldsIn(term), labels))) &&
    taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerations.some((each) => tolerates(each, taint)))
  );
}

function requiredTerms({ affinity }: Fields): unknown {
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = fieldsIn(fieldsIn(affinity).nodeAffinity);
  return fieldsIn(required).nodeSelectorTerms;
}

function fits(term: Fields, labels: Record<string, string>): boolean {
  return listIn(term.matchExpressions).every((expression) => {
    const { key, operator, values } = fieldsIn(expression);
    const value = labels[String(key)];
    const [first] = listIn(values).map(Number);
    return operator === 'Gt' || operator === 'Lt'
      ? operator === 'Gt'
        ? Number(value) > first
        : Number(value) < first
      : selects({ matchExpressions: [expression] }, labels);
  });
}

function tolerates({ key, operator = 'Equal', value, effect }: Fields, taint: Fields): boolean {
  const isKey = key === undefined ? operator === 'Exists' : key === taint.key;
  return isKey && (operator === 'Exists' || value === taint.value) && (effect === undefined || effect === taint.effect);
}

function wishes(spec: Fields): string {
  const wished = { nodeSelector: spec.nodeSelector, nodeAffinity: requiredTerms(spec), tolerations: spec.tolerations };
  return JSON.stringify(wished);
}

/** One pod fits on some node, and the pods together on all of them; what others use is not taken off. */
function resources({ by, pods, requests }: PodsNeeded, fitting: readonly Manifest[]): Need[] {
  return Object.entries(requests).map(([name, asked]) => {
    const amounts = fitting.map((node) => allocatable(node, name));
    const rooms = amounts.reduce((sum, amount) => sum + (asked === 0 ? pods : Math.floor(amount / asked)), 0);
    const what = `${pods} pods ask for ${asked} ${name} each; ${fitting.length} nodes that fit have room for ${rooms}`;
    return need('resources', what, [by], rooms >= pods ? undefined : `add nodes that have ${name}, or lower replicas`);
  });
}

function allocatable({ status }: Manifest & { status?: unknown }, name: string): number {
  return quantityOf(fieldsIn(fieldsIn(status).allocatable)[name]) ?? 0;
}

/** What runtime and kubelet of a node have to be able to do. */
const FEATURES: readonly {
  readonly name: string;
  readonly isAsked: (spec: Fields) => boolean;
  readonly isThere: (status: Fields, handler: string) => boolean;
  readonly fix: string;
}[] = [
  {
    name: 'supplementalGroupsPolicy: Strict',
    isAsked: ({ securityContext }) => fieldsIn(securityContext).supplementalGroupsPolicy === 'Strict',
    isThere: ({ features: able }) => fieldsIn(able).supplementalGroupsPolicy === true,
    fix: 'upgrade the node pool to containerd 2.0 or newer, or say containerRuntime: ContainerRuntime.CONTAINERD_1: the kubelet refuses such pods, and their ReplicaSet makes others at once',
  },
  {
    name: 'user namespaces (hostUsers: false)',
    isAsked: ({ hostUsers }) => hostUsers === false,
    isThere: (status, handler) => handlerOf(status, handler).userNamespaces === true,
    fix: 'upgrade the node pool to containerd 2.0 and a kernel of 6.3 or newer, or leave userNamespace out',
  },
  {
    name: 'image volumes',
    isAsked: ({ volumes }) => listIn(volumes).some((volume) => fieldsIn(volume).image !== undefined),
    isThere: ({ nodeInfo }) => minorOf(nodeInfo) >= 35,
    fix: 'upgrade the node pool to Kubernetes 1.35 or newer',
  },
];

function features({ by, spec }: PodsNeeded, fitting: readonly Manifest[]): Need[] {
  const handler = typeof spec.runtimeClassName === 'string' ? spec.runtimeClassName : '';
  return FEATURES.filter(({ isAsked }) => isAsked(spec)).map(({ name, isThere, fix }) => {
    const without = fitting
      .filter((node) => !isThere(fieldsIn((node as { status?: unknown }).status), handler))
      .map(nameOf);
    return need(
      'runtime features',
      without.length > 0 ? `${name} is not there on ${without.join(', ')}` : `${name} is there on all nodes that fit`,
      [by],
      without.length > 0 ? fix : undefined,
    );
  });
}

function handlerOf({ runtimeHandlers }: Fields, name: string): Fields {
  const handler = listIn(runtimeHandlers)
    .map(fieldsIn)
    .find((each) => (each.name ?? '') === name);
  return fieldsIn(handler?.features);
}

function minorOf(nodeInfo: unknown): number {
  return Number(/^v1\.(\d+)/.exec(String(fieldsIn(nodeInfo).kubeletVersion))?.[1] ?? 0);
}
