import { Token } from 'cdktf';
import { numberText } from './support/known';
import { Problem } from '../private/problems';

/** More nodes than the provider takes for one pool. */
const MOST = 1000;

/** How many nodes a pool has. */
export class NodeCount {
  /**
   * A number that stays.
   *
   * @param nodes nodes, 0 to 1000
   */
  public static fixed(nodes: number): NodeCount {
    return new NodeCount(nodes, nodes);
  }

  /**
   * As many as pods need, within bounds.
   *
   * @param least nodes that stay, 0 to 1000
   * @param most nodes at most
   */
  public static between(least: number, most: number): NodeCount {
    return new NodeCount(least, most);
  }

  private constructor(
    private readonly least: number,
    private readonly most: number,
  ) {}

  /** @internal */
  public _arguments(type: string): object {
    return this.least === this.most
      ? { desiredSize: numberText(this.least) }
      : { scalingConfig: { enable: true, type, minSize: this.least, maxSize: this.most } };
  }

  /** @internal */
  public _problems(): Problem[] {
    const { least, most } = this;
    const known = [least, most].filter((nodes) => !Token.isUnresolved(nodes));
    const isOrdered = known.length < 2 || least <= most;
    return isOrdered && known.every((nodes) => Number.isInteger(nodes) && nodes >= 0 && nodes <= MOST)
      ? []
      : [
          {
            what: 'invalid number of nodes',
            got: [least, most],
            allowed: `whole numbers from 0 to ${MOST}, the smaller one first`,
            fix: 'NodeCount.fixed(2), or NodeCount.between(0, 8)',
          },
        ];
  }
}
