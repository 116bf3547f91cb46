import { Manifest } from './pods';
import { Rule } from './rule';

const indexes = new WeakMap<readonly Rule[], RuleIndex>();

/** Rules by what they are about, found once: of two hundred, a few are about any one object. */
export class RuleIndex {
  public static of(rules: readonly Rule[]): RuleIndex {
    const index = indexes.get(rules) ?? new RuleIndex(rules);
    indexes.set(rules, index);
    return index;
  }

  public readonly bundle: readonly Rule[];
  public readonly stack: readonly Rule[];
  private readonly byKind = { withPods: new Map<string, readonly Rule[]>(), alone: new Map<string, readonly Rule[]>() };
  private readonly byType = new Map<string, readonly Rule[]>();

  private constructor(private readonly rules: readonly Rule[]) {
    this.bundle = rules.filter(({ match }) => match.subject === 'bundle');
    this.stack = rules.filter(({ match }) => match.subject === 'stack');
  }

  /** Those about objects of a kind, and about the pods in it. */
  public ofObject({ apiVersion, kind }: Manifest, hasPods: boolean): readonly Rule[] {
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    return found(this.byKind[hasPods ? 'withPods' : 'alone'], `${group}/${kind}`, () =>
      this.rules.filter(({ match }) => {
        switch (match.subject) {
          case 'object':
            return match.kinds.some((each) => each.group === group && each.kinds.includes(kind));
          case 'pod':
          case 'container':
            return hasPods;
          default:
            return false;
        }
      }),
    );
  }

  /** Those about Terraform resources of a type. */
  public ofResource(type: string): readonly Rule[] {
    return found(this.byType, type, () =>
      this.rules.filter(({ match }) => match.subject === 'terraform' && match.types.includes(type)),
    );
  }
}

function found<T>(values: Map<string, T>, key: string, find: () => T): T {
  let value = values.get(key);
  if (value === undefined) {
    value = find();
    values.set(key, value);
  }
  return value;
}
