import { Manifest } from '../../objects/manifest';
import { groupKindOf, isOfKinds } from '../../objects/pods';
import { CelRule, isCelRule, isOfTypes, isModelRule, Match, ModelRule, Rule } from '../rules/rule';

const indexes = new WeakMap<readonly Rule[], RuleIndex>();

/** Rules by what they are about, found once: of two hundred, a few are about any one object. */
export class RuleIndex {
  public static of(rules: readonly Rule[]): RuleIndex {
    const known = indexes.get(rules);
    if (known) {
      return known;
    }
    const index = new RuleIndex(rules);
    indexes.set(rules, index);
    return index;
  }

  public readonly bundle: readonly CelRule[];
  public readonly modelsOfObject: readonly ModelRule[];
  public readonly modelsOfAll: readonly ModelRule[];
  private readonly byKind = {
    withPods: new Map<string, readonly CelRule[]>(),
    alone: new Map<string, readonly CelRule[]>(),
  };
  private readonly byType = new Map<string, readonly CelRule[]>();

  private readonly rules: readonly CelRule[];

  private constructor(all: readonly Rule[]) {
    const rules = all.filter(isCelRule);
    const models = all.filter(isModelRule);
    this.rules = rules;
    this.modelsOfObject = models.filter(({ match }) => match.over === 'object');
    this.modelsOfAll = models.filter(({ match }) => match.over === 'objects');
    this.bundle = rules.filter(({ match }) => match.subject === 'bundle');
  }

  /** Those about objects of a kind, and about the pods in it. */
  public ofObject(object: Manifest, hasPods: boolean): readonly CelRule[] {
    const byKind = hasPods ? this.byKind.withPods : this.byKind.alone;
    const groupKind = groupKindOf(object);
    const known = byKind.get(groupKind);
    if (known) {
      return known;
    }
    const about = this.rules.filter(({ match }) => isAbout(match, object, hasPods));
    byKind.set(groupKind, about);
    return about;
  }

  /** Those about Terraform resources of a type. */
  public ofResource(type: string): readonly CelRule[] {
    const known = this.byType.get(type);
    if (known) {
      return known;
    }
    const about = this.rules.filter(({ match }) => match.subject === 'terraform' && isOfTypes(type, match.types));
    this.byType.set(type, about);
    return about;
  }
}

function isAbout(match: Match, object: Manifest, hasPods: boolean): boolean {
  switch (match.subject) {
    case 'object':
      return isOfKinds(object, match.kinds);
    case 'pod':
    case 'container':
      return hasPods;
    default:
      return false;
  }
}
