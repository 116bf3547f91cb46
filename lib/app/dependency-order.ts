import { ApiObject } from 'cdk8s';
import { ConstructTree } from './construct-tree';
import { Dependencies } from './dependencies';

const enum State {
  NEW,
  OPEN,
  DONE,
}

/**
 * The order of `DependencyGraph.topology()` of cdk8s: depth first along the dependencies, in the order in which
 * constructs and dependencies were added. A construct is visited once, where cdk8s visits it once for each path that
 * leads to it, and no recursion limits the depth.
 *
 * That a construct depends on another means to cdk8s that each object in the first depends on each object in the
 * second. These pairs are derived while walking, not stored: for two charts of twenty objects they are four hundred.
 */
export class DependencyOrder {
  /** Everything that depends on something, ascending. */
  private readonly dependents: readonly number[];

  public constructor(
    private readonly tree: ConstructTree,
    private readonly dependencies: Dependencies,
  ) {
    this.dependents = [...dependencies.keys()].sort((a, b) => a - b);
  }

  /** All charts, each after those that it depends on. */
  public charts(): number[] {
    return this.order(0).filter((position) => this.tree.isChart(position));
  }

  /** The objects of a chart, without those of the charts in it, each after those that it depends on. */
  public objectsOf(chart: number): ApiObject[] {
    const { tree } = this;
    return this.order(chart)
      .filter((position) => tree.charts[position] === chart && ApiObject.isApiObject(tree.constructs[position]))
      .map((position) => tree.constructs[position] as ApiObject);
  }

  private order(from: number): number[] {
    const { tree } = this;
    const to = tree.ends[from];
    const all = inVertexOrder(tree, from);
    const dependents = this.dependents.slice(below(this.dependents, from), below(this.dependents, to));
    if (dependents.length === 0) {
      return all;
    }
    const walk = new Walk(tree, this.dependencies, from);
    const targets = walk.allTargets(dependents);
    for (const position of all) {
      if (!targets.has(position)) {
        walk.visit(position);
      }
    }
    if (walk.order.length < all.length) {
      // Everything that is left is behind a cycle.
      all.forEach((position) => walk.visit(position));
    }
    return walk.order;
  }
}

/** One depth-first walk over a construct and all below it. */
class Walk {
  public readonly order: number[] = [];
  private readonly states: Uint8Array;
  private readonly to: number;
  private readonly objects = new Map<number, { readonly positions: number[]; done: boolean }>();

  public constructor(
    private readonly tree: ConstructTree,
    private readonly dependencies: Dependencies,
    private readonly from: number,
  ) {
    this.to = tree.ends[from];
    this.states = new Uint8Array(this.to - from);
  }

  /** Everything here that something else here depends on. */
  public allTargets(dependents: readonly number[]): Set<number> {
    const targets = new Set<number>();
    const complete = new Set<number>();
    for (const source of dependents) {
      const sources = this.objectsOf(source).positions;
      for (const target of this.dependencies.get(source)!) {
        if (!this.holds(target)) {
          continue;
        }
        targets.add(target);
        if (sources.length > 0 && !complete.has(target)) {
          const others = this.objectsOf(target).positions.filter((i) => sources.length > 1 || i !== sources[0]);
          others.forEach((i) => targets.add(i));
          if (sources.length > 1) {
            complete.add(target);
          }
        }
      }
    }
    return targets;
  }

  public visit(root: number): void {
    if (this.state(root) !== State.NEW) {
      return;
    }
    const path = [this.open(root)];
    while (path.length > 0) {
      const top = path[path.length - 1];
      const next = top.targets[top.next++];
      if (next === undefined) {
        path.pop();
        this.states[top.position - this.from] = State.DONE;
        this.order.push(top.position);
      } else if (this.state(next) === State.NEW) {
        path.push(this.open(next));
      } else if (this.state(next) === State.OPEN) {
        const positions = path.map(({ position }) => position);
        throw this.cycle(positions.slice(positions.indexOf(next)));
      }
    }
  }

  private open(position: number): { readonly position: number; readonly targets: number[]; next: number } {
    this.states[position - this.from] = State.OPEN;
    return { position, targets: this.targetsOf(position), next: 0 };
  }

  /** What cdk8s lists as dependencies: first what was said of the construct itself, then what its scopes imply. */
  private targetsOf(position: number): number[] {
    const targets = [...(this.dependencies.get(position) ?? [])].filter((target) => this.holds(target));
    if (ApiObject.isApiObject(this.tree.constructs[position])) {
      for (const scope of this.scopesOf(position)) {
        for (const target of this.dependencies.get(scope) ?? []) {
          this.addPending(targets, target, position);
        }
      }
    }
    return targets;
  }

  private addPending(targets: number[], dependency: number, source: number): void {
    if (!this.holds(dependency)) {
      return;
    }
    const objects = this.objectsOf(dependency);
    if (objects.done) {
      return;
    }
    const pending = objects.positions.filter((position) => this.state(position) !== State.DONE);
    objects.done = pending.length === 0;
    targets.push(...pending.filter((position) => position !== source));
  }

  /** The construct and its scopes up to its chart, outermost first. */
  private scopesOf(position: number): number[] {
    const chart = this.tree.charts[position];
    const scopes = [position];
    for (let scope = position; scope !== chart;) {
      scope = this.tree.parents[scope];
      scopes.unshift(scope);
    }
    return scopes;
  }

  private objectsOf(position: number): { readonly positions: number[]; done: boolean } {
    let objects = this.objects.get(position);
    if (objects === undefined) {
      objects = { positions: this.tree.objectsOf(position), done: false };
      this.objects.set(position, objects);
    }
    return objects;
  }

  private holds(position: number): boolean {
    return position >= this.from && position < this.to;
  }

  private state(position: number): State {
    return this.states[position - this.from];
  }

  /** cdk8s names a cycle by the dependency that closes it: that of the construct that was added last. */
  private cycle(positions: number[]): Error {
    const last = positions.indexOf(positions.reduce((a, b) => Math.max(a, b)));
    const route = [...positions.slice(last + 1), ...positions.slice(0, last + 1)];
    const paths = [...route, route[0]].map((position) => this.tree.constructs[position].node.path);
    return new Error(`Dependency cycle detected: ${paths.join(' => ')}`);
  }
}

/** cdk8s keeps its vertices in an object by path, where JavaScript puts whole numbers first. */
function inVertexOrder(tree: ConstructTree, from: number): number[] {
  const numbers: number[] = [];
  const others: number[] = [];
  for (let position = from; position < tree.ends[from]; position++) {
    const isNumber = tree.parents[position] === 0 && isArrayIndex(tree.constructs[position].node.path);
    (isNumber ? numbers : others).push(position);
  }
  return numbers.length === 0 ? others : [...numbers, ...others];
}

function isArrayIndex(name: string): boolean {
  return /^(?:0|[1-9][0-9]{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1;
}

/** How many of the sorted positions are below one: where it would stand among them. */
function below(sorted: readonly number[], position: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
