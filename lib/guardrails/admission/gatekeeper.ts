import { AdmissionAction } from './admission-action';
import { isClusterScoped, Kind, kindsOf } from './kinds';
import { POD_KINDS } from './pod-kinds';
import { MANAGED_BY_LABEL, matchConditions } from './policy';
import { untypedShape } from './shapes';
import { objectValidations, podValidations, variablesOf } from './validations';
import { parametersOf } from '../evaluation/parameters-of';
import { Parameters } from '../evaluation/violation';
import { CelRule } from '../rules/rule';

const ENFORCEMENT_ACTIONS: Record<AdmissionAction, string> = {
  [AdmissionAction.DENY]: 'deny',
  [AdmissionAction.WARN]: 'warn',
  [AdmissionAction.AUDIT]: 'dryrun',
};

/** Where a constraint holds, and with which values. */
export interface ConstraintScope {
  readonly namespaceLabels: Readonly<Record<string, string>>;
  /** Whether kinds without a namespace are judged too. */
  readonly clusterScoped: boolean;
  readonly parameters: Parameters;
  /** Kinds whose pods are judged. */
  readonly podKinds?: readonly Kind[];
}

/** What defines a rule for Gatekeeper: a template with the text of the rule. */
export function constraintTemplate(rule: CelRule, podKinds = POD_KINDS): any {
  const kind = kindName(rule);
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: kind.toLowerCase(), labels: policyLabels(rule), annotations: { description: rule.title } },
    spec: {
      crd: { spec: { names: { kind }, ...(rule.params && { validation: parameterSchema(rule) }) } },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [
            {
              engine: 'K8sNativeValidation',
              // our own ValidatingAdmissionPolicies are those whose types are checked
              source: {
                generateVAP: false,
                failurePolicy: 'Fail',
                matchCondition: matchConditions(rule.match.subject, kindsOfRule(rule, podKinds)),
                ...judgementOf(rule, podKinds),
              },
            },
          ],
        },
      ],
    },
  };
}

/** What puts a template into force. */
export function constraint(
  rule: CelRule,
  action: AdmissionAction,
  { namespaceLabels, clusterScoped, parameters, podKinds = POD_KINDS }: ConstraintScope,
): any {
  const kinds = kindsOfRule(rule, podKinds).filter((kind) => clusterScoped || !isClusterScoped(kind));
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: kindName(rule),
    metadata: { name: rule.id.toLowerCase(), labels: policyLabels(rule) },
    spec: {
      enforcementAction: ENFORCEMENT_ACTIONS[action],
      match: {
        kinds: [...new Set(kinds.map(({ group }) => group))].map((group) => ({
          apiGroups: [group],
          kinds: kinds.filter((each) => each.group === group).map(({ kind }) => kind),
        })),
        namespaceSelector: { matchLabels: namespaceLabels },
      },
      ...(rule.params && { parameters: parametersOf(rule, parameters) }),
    },
  };
}

function kindsOfRule({ match }: CelRule, podKinds: readonly Kind[]): readonly Kind[] {
  return match.subject === 'object' ? kindsOf(match.kinds) : podKinds;
}

function judgementOf(rule: CelRule, podKinds: readonly Kind[]): object {
  if (rule.match.subject === 'object') {
    return { validations: objectValidations(rule) };
  }
  const shape = untypedShape('any', podKinds);
  const variables = Object.entries(variablesOf(shape)).map(([name, expression]) => ({ name, expression }));
  return { variables, validations: podValidations(rule, shape) };
}

function policyLabels({ id, severity }: CelRule): Record<string, string> {
  return { ...MANAGED_BY_LABEL, 'secure-inference.ack/rule': id, 'secure-inference.ack/severity': severity };
}

/** The kind of constraints, such as `SaiPod001`. */
function kindName({ id }: CelRule): string {
  return id
    .split('-')
    .map((part) => part[0] + part.slice(1).toLowerCase())
    .join('');
}

function parameterSchema({ params = {} }: CelRule): object {
  const properties = Object.entries(params).map(([name, { description }]) => [
    name,
    { description, type: 'array', items: { type: 'string' } },
  ]);
  return { openAPIV3Schema: { type: 'object', properties: Object.fromEntries(properties) } };
}
