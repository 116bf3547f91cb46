import { AdmissionAction } from './admission-action';
import { Kind, resourceRules } from './kinds';
import { parameterVariable, ParameterSource } from './parameters';
import { POD_KINDS } from './pod-kinds';
import { MANAGED_BY_LABEL, matchConditions } from './policy';
import { EnforcedRule } from './selection';
import { Unit, unitsOf } from './units';

/** Where policies hold. */
export interface PolicyScope {
  readonly namespaceLabels: Readonly<Record<string, string>>;
  /** Whether kinds without a namespace are judged too. */
  readonly clusterScoped: boolean;
  readonly parameters: ParameterSource;
}

/** A ValidatingAdmissionPolicy, and what happens to an object that breaks one of its rules. */
export interface ValidatingPolicy {
  readonly manifest: any;
  readonly action: AdmissionAction;
  /** Id of the rule of each validation. */
  readonly ruleIds: readonly string[];
}

const VALIDATION_ACTIONS: Record<AdmissionAction, string[]> = {
  [AdmissionAction.DENY]: ['Deny'],
  // a warning reaches only whoever sent the object
  [AdmissionAction.WARN]: ['Warn', 'Audit'],
  [AdmissionAction.AUDIT]: ['Audit'],
};

/** One policy for each area and shape of objects. Rules with an action of their own are in policies of their own. */
export function validatingPolicies(
  enforced: readonly EnforcedRule[],
  clusterScoped: boolean,
  usual = AdmissionAction.DENY,
  podKinds = POD_KINDS,
): ValidatingPolicy[] {
  const groups = new Map<string, { action: AdmissionAction; units: Unit[] }>();
  for (const { rule, action } of enforced) {
    for (const unit of unitsOf(rule, clusterScoped, podKinds)) {
      const name = action === usual ? unit.name : `${unit.name}-${action}`;
      const group = groups.get(name) ?? { action, units: [] };
      group.units.push(unit);
      groups.set(name, group);
    }
  }
  return [...groups].map(([name, { action, units }]) => ({
    ...{ manifest: policy(name, units), action },
    ruleIds: units.flatMap(({ rule, validations }) => validations.map(() => rule.id)),
  }));
}

/** What puts a policy into force. */
export function policyBinding(policyManifest: any, action: AdmissionAction, scope: PolicyScope): any {
  const { name, labels } = policyManifest.metadata;
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name, labels },
    spec: {
      policyName: name,
      validationActions: VALIDATION_ACTIONS[action],
      matchResources: { namespaceSelector: { matchLabels: scope.namespaceLabels } },
      ...(policyManifest.spec.paramKind && {
        paramRef: { ...scope.parameters, parameterNotFoundAction: 'Deny' },
      }),
    },
  };
}

function policy(name: string, units: readonly Unit[]): any {
  const rules = units.map(({ rule }) => rule);
  const kinds = distinct(units.flatMap((unit) => unit.kinds));
  const takesParameters = rules.some(({ params }) => params !== undefined);
  const variables = Object.entries({
    ...(takesParameters && { params: parameterVariable(rules) }),
    ...units[0].variables,
  }).map(([variable, expression]) => ({ name: variable, expression }));
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: {
      name,
      labels: MANAGED_BY_LABEL,
      annotations: { 'secure-inference.ack/rules': rules.map(({ id }) => id).join(' ') },
    },
    spec: {
      failurePolicy: 'Fail',
      ...(takesParameters && { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }),
      matchConstraints: { resourceRules: resourceRules(kinds, units[0].typed) },
      matchConditions: matchConditions(rules[0].match.subject, kinds),
      ...(variables.length > 0 && { variables }),
      validations: units.flatMap(({ rule, validations }) =>
        validations.map(({ expression, message }) => ({
          // an expression that cannot be evaluated is shown instead of its message
          expression: `// ${rule.id} ${rule.title}\n${expression}`,
          ...{ message, reason: 'Forbidden' },
        })),
      ),
    },
  };
}

function distinct(kinds: readonly Kind[]): Kind[] {
  return [...new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind])).values()];
}
