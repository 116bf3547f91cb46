import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ConstructTree, NO_CHART } from './construct-tree';

/** A construct that the tree does not hold, such as one of another app: only cdk8s can say what that means. */
export class ForeignDependency extends Error {}

/** What constructs depend on, by their positions in the tree, each in the order in which cdk8s would have added it. */
export type Dependencies = ReadonlyMap<number, ReadonlySet<number>>;

/** The dependencies that constructs have, and those that follow from them for their charts. */
export class DependenciesOfApp {
  public readonly all: Dependencies;
  /** True when a chart stands in another or depends on one: their files are numbered then. */
  public readonly betweenCharts: boolean;

  public constructor(tree: ConstructTree) {
    const found = explicitDependencies(tree);
    const nested = addNestedCharts(tree, found);
    this.betweenCharts = addChartDependencies(tree, found) || nested;
    this.all = found;
  }
}

function explicitDependencies(tree: ConstructTree): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  let positions: Map<IConstruct, number> | undefined;
  tree.constructs.forEach((construct, source) => {
    const targets = construct.node.dependencies;
    if (targets.length > 0) {
      positions ??= new Map(tree.constructs.map((each, position) => [each, position]));
      const known = positions;
      found.set(source, new Set(targets.map((target) => positionOf(known, target))));
    }
  });
  return found;
}

function positionOf(positions: ReadonlyMap<IConstruct, number>, construct: IConstruct): number {
  const position = positions.get(construct);
  if (position === undefined) {
    throw new ForeignDependency(construct.node.path);
  }
  return position;
}

/** A chart depends on the charts that stand in it directly. */
function addNestedCharts(tree: ConstructTree, dependencies: Map<number, Set<number>>): boolean {
  let found = false;
  for (let chart = 1; chart < tree.constructs.length; chart++) {
    const parent = tree.parents[chart];
    if (tree.isChart(chart) && tree.isChart(parent)) {
      add(dependencies, parent, chart);
      found = true;
    }
  }
  return found;
}

/** A chart depends on the charts that its constructs depend on. */
function addChartDependencies(tree: ConstructTree, dependencies: Map<number, Set<number>>): boolean {
  const given = [...dependencies].sort(([a], [b]) => a - b).map(([source, targets]) => [source, [...targets]] as const);
  let found = false;
  for (const [source, targets] of given) {
    for (const target of targets) {
      const [from, to] = [chartOf(tree, source), chartOf(tree, target)];
      if (from !== to) {
        add(dependencies, from, to);
        found = true;
      }
    }
  }
  return found;
}

function chartOf(tree: ConstructTree, position: number): number {
  if (tree.charts[position] === NO_CHART) {
    // throws what users of cdk8s know
    Chart.of(tree.constructs[position]);
  }
  return tree.charts[position];
}

function add(dependencies: Map<number, Set<number>>, source: number, target: number): void {
  const targets = dependencies.get(source);
  if (targets === undefined) {
    dependencies.set(source, new Set([target]));
  } else {
    targets.add(target);
  }
}
