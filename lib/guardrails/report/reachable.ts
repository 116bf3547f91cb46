import { differenceOf } from '../reachability/reachability-diff';
import { ReachabilityMap } from '../reachability/reachability-map';
import { ReachabilityDiff, ReachableEdge } from '../reachability/reachable-edge';

/** An earlier report, as far as it says who reached whom. */
export interface EarlierReport {
  readonly generatedAt: string;
  readonly edges: readonly ReachableEdge[];
}

/** Something that runs pods. */
export interface ReachableWorkload {
  /** As edges name it, for example `Deployment inference/qwen`. */
  readonly name: string;
  readonly namespace: string;
}

/** Who reaches whom, and what changed since an earlier report. */
export interface Reachable {
  readonly workloads: readonly ReachableWorkload[];
  readonly edges: readonly ReachableEdge[];
  readonly since?: { readonly generatedAt: string } & ReachabilityDiff;
}

export function reachable(map: ReachabilityMap, earlier?: EarlierReport): Reachable {
  const edges = map.edges();
  return {
    workloads: map.workloads.map(({ name, namespace }) => ({ name, namespace })),
    edges,
    since: earlier && { generatedAt: earlier.generatedAt, ...differenceOf(earlier.edges, edges) },
  };
}
