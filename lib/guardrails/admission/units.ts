import { isBuiltIn, isClusterScoped, Kind, kindsOf, plural } from './kinds';
import { POD_KINDS } from './pod-kinds';
import { podShapes } from './shapes';
import { ofKindsOnly, objectValidations, podValidations, Validation, variablesOf } from './validations';
import { CelRule } from '../rules/rule';

/** What a rule adds to the policy of one name: policies of the same name become one. */
export interface Unit {
  /** Such as `sai-pod-workload`. */
  readonly name: string;
  readonly rule: CelRule;
  readonly kinds: readonly Kind[];
  /** Whether the type checker of Kubernetes knows the kinds. */
  readonly typed: boolean;
  /** CEL by name, which validations read as `variables.<name>`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly validations: readonly Validation[];
}

/**
 * Units of a rule: for pods, one for each shape; for objects of Kubernetes itself, one for its kinds, since types are
 * checked; kinds of operators share one.
 */
export function unitsOf(rule: CelRule, clusterScoped: boolean, podKinds = POD_KINDS): Unit[] {
  const area = `sai-${rule.id.split('-')[1].toLowerCase()}`;
  const inScope = (kind: Kind) => clusterScoped || !isClusterScoped(kind);
  if (rule.match.subject !== 'object') {
    return podShapes(podKinds.filter(inScope)).map((shape) => ({
      ...{ name: `${area}-${shape.name}`, rule, kinds: shape.kinds, typed: shape.typed },
      ...{ variables: variablesOf(shape), validations: podValidations(rule, shape) },
    }));
  }
  const kinds = kindsOf(rule.match.kinds).filter(inScope);
  const [builtIn, custom] = [kinds.filter(isBuiltIn), kinds.filter((kind) => !isBuiltIn(kind))];
  const units: Unit[] = [
    {
      ...{ name: [area, ...builtIn.map(plural)].join('-'), rule, kinds: builtIn, typed: true },
      ...{ variables: {}, validations: objectValidations(rule) },
    },
    {
      ...{ name: `${area}-custom-objects`, rule, kinds: custom, typed: false },
      variables: {},
      validations: objectValidations(rule).map((validation) => ofKindsOnly(validation, custom)),
    },
  ];
  return units.filter((unit) => unit.kinds.length > 0);
}
