import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** Stands for "in no chart". */
export const NO_CHART = -1;

/** All constructs of an app in pre-order, each known by its position. Walked once, without recursion. */
export class ConstructTree {
  public readonly constructs: IConstruct[] = [];
  /** For each construct the position after its last descendant. */
  public readonly ends: number[] = [];
  /** For each construct its parent; the root is its own. */
  public readonly parents: number[] = [];
  /** For each construct the closest chart, itself included. */
  public readonly charts: number[] = [];

  public constructor(root: IConstruct) {
    const pending: { construct: IConstruct; parent: number }[] = [{ construct: root, parent: 0 }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { construct, parent } = next;
      const position = this.constructs.length;
      this.constructs.push(construct);
      this.parents.push(parent);
      this.charts.push(Chart.isChart(construct) ? position : (this.charts[parent] ?? NO_CHART));
      const children = construct.node.children;
      for (let i = children.length - 1; i >= 0; i--) {
        pending.push({ construct: children[i], parent: position });
      }
    }
    this.ends = this.constructs.map((_, position) => position + 1);
    for (let position = this.constructs.length - 1; position > 0; position--) {
      const parent = this.parents[position];
      this.ends[parent] = Math.max(this.ends[parent], this.ends[position]);
    }
  }

  public isChart(position: number): boolean {
    return this.charts[position] === position;
  }

  /** The objects at or below a construct that belong to the same chart as it does. */
  public objectsOf(position: number): number[] {
    const found: number[] = [];
    for (let i = position; i < this.ends[position]; i++) {
      if (this.charts[i] === this.charts[position] && ApiObject.isApiObject(this.constructs[i])) {
        found.push(i);
      }
    }
    return found;
  }
}
