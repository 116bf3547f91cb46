import { ANYBODY } from '../../reachability/connections';
import { edgeKey } from '../../reachability/reachability-diff';
import { ReachableEdge } from '../../reachability/reachable-edge';
import { Reachable } from '../reachable';
import { count, grouped } from '../text';

/** What a reader can follow on a screen; the table has everything. */
const MOST = { workloads: 16, namespaces: 24, peers: 24 };

/** How a box or a line is drawn: what anybody reaches, what is new, what is gone, and all else. */
export type Kind = 'open' | 'new' | 'gone' | 'known';

export interface Box {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly kind: Kind;
}

/** A line between a workload and one of its peers. */
export interface Link {
  readonly workload: string;
  readonly peer: string;
  readonly kind: Kind;
}

/** One side of the workloads: who opens connections to them, or whom they open connections to. */
export interface Side {
  readonly peers: readonly Box[];
  readonly links: readonly Link[];
}

export interface Drawing {
  readonly workloads: readonly Box[];
  readonly inbound: Side;
  readonly outbound: Side;
}

/** One edge as one of the workloads has it. */
interface Way {
  readonly workload: string;
  readonly peer: string;
  readonly edge: ReachableEdge;
  readonly kind: Kind;
}

/** What is drawn of who reaches whom: workloads by name, or by namespace where there are too many. */
export function drawingOf({ workloads, edges, since }: Reachable): Drawing {
  const nameOf = workloads.length > MOST.workloads ? namespaceNames(workloads) : (name: string) => name;
  const groups = countedBy(workloads, ({ name }) => nameOf(name));
  const known = new Set(workloads.map(({ name }) => name));
  const added = new Set(since?.added.map(edgeKey));
  const all = [
    ...edges.map((edge) => [edge, added.has(edgeKey(edge)) ? 'new' : 'known'] as const),
    ...(since?.removed ?? []).map((edge) => [edge, 'gone'] as const),
  ];
  const ways = (from: 'source' | 'target', to: 'source' | 'target') =>
    all
      .filter(([edge]) => known.has(edge[from]))
      .map(([edge, change]): Way => ({
        workload: nameOf(edge[from]),
        peer: edge[to],
        edge,
        kind: edge[to] === ANYBODY && change !== 'gone' ? 'open' : change,
      }));
  return {
    workloads: [...groups].map(([id, number]) => ({
      id,
      name: id,
      note: number > 1 ? count(number, 'workload') : '',
      kind: 'known',
    })),
    inbound: sideOf(ways('target', 'source')),
    outbound: sideOf(ways('source', 'target')),
  };
}

/** Names of namespaces by names of workloads; those beyond the most that fit share one. */
function namespaceNames(workloads: Reachable['workloads']): (workload: string) => string {
  const namespaces = [...countedBy(workloads, ({ namespace }) => namespace).keys()];
  const drawn = new Set(namespaces.slice(0, MOST.namespaces));
  const rest = `${grouped(namespaces.length - MOST.namespaces)} more namespaces`;
  const byWorkload = new Map(workloads.map(({ name, namespace }) => [name, namespace]));
  return (workload) => {
    const namespace = byWorkload.get(workload)!;
    return drawn.has(namespace) ? `namespace ${namespace}` : rest;
  };
}

function sideOf(all: readonly Way[]): Side {
  const often = [...countedBy(all, ({ peer }) => peer)].sort(([, one], [, other]) => other - one);
  const drawn = new Set(often.slice(0, MOST.peers).map(([peer]) => peer));
  const rest = `${grouped(often.length - MOST.peers)} more`;
  const ways = all.map((way) => (drawn.has(way.peer) ? way : { ...way, peer: rest }));
  return {
    peers: [...groupedBy(ways, ({ peer }) => peer)].map(([peer, own]) => ({
      id: peer,
      name: peer,
      note: noteOf(own),
      kind: kindOf(own),
    })),
    links: [...groupedBy(ways, ({ workload, peer }) => `${workload}\t${peer}`).values()].map((own) => ({
      workload: own[0].workload,
      peer: own[0].peer,
      kind: kindOf(own),
    })),
  };
}

/** Ports, and methods where somebody looks at them. */
function noteOf(ways: readonly Way[]): string {
  const distinct = (texts: string[]) => [...new Set(texts)].join(', ');
  const ports = distinct(ways.map(({ edge }) => edge.port));
  const methods = distinct(ways.map(({ edge }) => edge.methods).filter((text) => text !== 'any'));
  return [ports === 'any' ? 'any port' : ports, methods].filter(Boolean).join(' · ');
}

/** New or gone as a whole only; what anybody reaches is never hidden behind that. */
function kindOf(ways: readonly Way[]): Kind {
  const kinds = new Set(ways.map(({ kind }) => kind));
  return kinds.has('open') ? 'open' : kinds.size === 1 ? ways[0].kind : 'known';
}

function countedBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  return new Map([...groupedBy(items, key)].map(([name, some]) => [name, some.length]));
}

function groupedBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) {
      group.push(item);
    } else {
      groups.set(name, [item]);
    }
  }
  return groups;
}
