import { IConstruct } from 'constructs';
import { differenceOf } from './reachability-diff';
import { ReachabilityMap } from './reachability-map';
import { ReachabilityDiff, ReachableEdge } from './reachable-edge';
import { modelsOf } from '../../effective/models';
import { synthesizedOf } from '../synthesis/synthesized';

/** Who can reach whom: what network policies, the mesh and Services together allow. */
export class Reachability {
  /**
   * Edges of all workloads in a scope, sorted. Only what the scope itself holds is looked at: policies that are made
   * elsewhere can close more, and other ALLOW policies of the mesh can open more.
   *
   * @param scope app, chart or construct
   */
  public static of(scope: IConstruct): ReachableEdge[] {
    const objects = synthesizedOf(scope).objects.map(({ manifest }) => manifest);
    return new ReachabilityMap(modelsOf(objects)).edges();
  }

  /**
   * What changed between two lists of edges.
   *
   * @param before edges of the previous synth
   * @param after edges of this synth
   */
  public static diff(before: ReachableEdge[], after: ReachableEdge[]): ReachabilityDiff {
    return differenceOf(before, after);
  }

  private constructor() {}
}
