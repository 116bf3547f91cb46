import { ReachabilityDiff, ReachableEdge } from './reachable-edge';

export function edgeKey({ source, target, port, methods, paths }: ReachableEdge): string {
  return [source, target, port, methods, paths].join('\t');
}

export function differenceOf(before: readonly ReachableEdge[], after: readonly ReachableEdge[]): ReachabilityDiff {
  return { added: without(after, before), removed: without(before, after) };
}

function without(edges: readonly ReachableEdge[], others: readonly ReachableEdge[]): ReachableEdge[] {
  const known = new Set(others.map(edgeKey));
  return edges.filter((edge) => !known.has(edgeKey(edge)));
}
