import { AdmissionAction } from './admission-action';
import { isClusterScoped, Kind, kindsOf, resourceRules } from './kinds';
import { parameterVariable, ParameterSource } from './parameters';
import { matchConditions, policyLabels } from './policy';
import { POD_SHAPES } from './shapes';
import { objectValidations, podValidations, Validation } from './validations';
import { CelRule } from '../rules/rule';

/** Where policies hold. */
export interface PolicyScope {
  readonly namespaceLabels: Readonly<Record<string, string>>;
  /** Whether kinds without a namespace are judged too. */
  readonly clusterScoped: boolean;
  readonly parameters: ParameterSource;
}

const VALIDATION_ACTIONS: Record<AdmissionAction, string[]> = {
  [AdmissionAction.DENY]: ['Deny'],
  // a warning reaches only whoever sent the object
  [AdmissionAction.WARN]: ['Warn', 'Audit'],
  [AdmissionAction.AUDIT]: ['Audit'],
};

/** One policy for an object rule; for a rule over pods, one for each shape, since its types are checked. */
export function validatingPolicies(rule: CelRule, clusterScoped: boolean): any[] {
  const { match } = rule;
  const inScope = (kind: Kind) => clusterScoped || !isClusterScoped(kind);
  if (match.subject === 'object') {
    const kinds = kindsOf(match.kinds).filter(inScope);
    return kinds.length > 0 ? [policy(rule, rule.id, kinds, true, objectValidations(rule))] : [];
  }
  return POD_SHAPES.map((shape) =>
    policy(rule, `${rule.id}-${shape.name}`, shape.kinds.filter(inScope), shape.typed, podValidations(rule, shape)),
  );
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

function policy(rule: CelRule, id: string, kinds: readonly Kind[], typed: boolean, validations: Validation[]): any {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: id.toLowerCase(), labels: policyLabels(rule), annotations: { description: rule.title } },
    spec: {
      failurePolicy: 'Fail',
      ...(rule.params && { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }),
      matchConstraints: { resourceRules: resourceRules(kinds, typed) },
      matchConditions: matchConditions(rule, kinds),
      ...(rule.params && { variables: [{ name: 'params', expression: parameterVariable(rule) }] }),
      validations: validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
    },
  };
}
