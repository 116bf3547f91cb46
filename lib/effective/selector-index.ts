import { Labels, pairsOf } from '../objects/label-selector';
import { Fields } from '../objects/unknown-fields';

/** Things found by namespace and one label that they ask for: comparing each pod with each policy takes too long. */
export class SelectorIndex<T> {
  private readonly byLabel = new Map<string, T[]>();

  /** @param home namespace in which it selects; empty for all */
  public add(home: string, selector: Fields, item: T): void {
    const [pair] = pairsOf(selector);
    const key = pair ? keyOf(home, ...pair) : home;
    const items = this.byLabel.get(key);
    if (items) {
      items.push(item);
    } else {
      this.byLabel.set(key, [item]);
    }
  }

  /** What may select labels; whether it does is to be asked of each. */
  public candidates(homes: readonly string[], labels: Labels): T[] {
    const pairs = Object.entries(labels);
    const keys = homes.flatMap((home) => [home, ...pairs.map((pair) => keyOf(home, ...pair))]);
    return keys.flatMap((key) => this.byLabel.get(key) ?? []);
  }
}

function keyOf(namespace: string, label: string, value: unknown): string {
  return [namespace, label, value].join('\t');
}
