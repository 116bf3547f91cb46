import { ENFORCEABLE, Sent } from './cases';
import { AdmissionAction } from '../../../lib/guardrails/admission';
import { parameterConfigMap } from '../../../lib/guardrails/admission/parameters';
import { policyBinding, validatingPolicies } from '../../../lib/guardrails/admission/validating-policy';
import { Parameters } from '../../../lib/guardrails/evaluation/violation';

const ENFORCED = ENFORCEABLE.map((rule) => ({ rule, action: AdmissionAction.AUDIT }));
const VALIDATING_POLICIES = validatingPolicies(ENFORCED, true, AdmissionAction.AUDIT);

/** The policies of all rules, also over objects without a namespace. */
export const POLICIES: any[] = VALIDATING_POLICIES.map(({ manifest }) => manifest);

const RULES_OF = new Map(VALIDATING_POLICIES.map(({ manifest, ruleIds }) => [manifest.metadata.name, ruleIds]));

/** The rule that a validation of a policy enforces. */
export function ruleOf(policyName: string, expressionIndex: number): string {
  return RULES_OF.get(policyName)![expressionIndex];
}

/** Namespaces, in each of which rules have the parameters of some sample. */
export class ParameterNamespaces {
  private readonly parametersOf: ReadonlyMap<string, Parameters>;

  public constructor(cases: readonly Sent[]) {
    const named = cases.flatMap(({ manifest }) => manifest.metadata?.namespace ?? []);
    const sets = [...new Set(cases.map(({ params }) => JSON.stringify(params)))].filter((set) => set !== '{}');
    this.parametersOf = new Map<string, Parameters>([
      ...['default', ...named].map((name) => [name, {}] as const),
      ...sets.map((set, index) => [`parameters-${index}`, JSON.parse(set) as Parameters] as const),
    ]);
  }

  public get names(): string[] {
    return [...this.parametersOf.keys()];
  }

  /** Where a case goes: kubectl sends to `default` what names no namespace. */
  public of({ manifest, params }: Sent): string {
    const set = JSON.stringify(params);
    const fits = this.names.find((name) => JSON.stringify(this.parametersOf.get(name)) === set)!;
    return manifest.metadata?.namespace ?? fits;
  }

  /** The ConfigMap of each. */
  public configMaps(): object[] {
    return [...this.parametersOf].map(([namespace, parameters]) =>
      parameterConfigMap({ name: 'parameters', namespace }, ENFORCEABLE, parameters),
    );
  }

  /** Bindings that write into the audit log what each policy finds, where a denial names only the first. */
  public bindings(): any[] {
    return POLICIES.flatMap((policy) =>
      policy.spec.paramKind ? this.names.map((namespace) => inNamespace(policy, namespace)) : [everywhere(policy)],
    );
  }
}

function everywhere(policy: any): any {
  const parameters = { name: 'parameters', namespace: 'default' };
  return policyBinding(policy, AdmissionAction.AUDIT, { namespaceLabels: {}, clusterScoped: true, parameters });
}

function inNamespace(policy: any, namespace: string): any {
  const binding = policyBinding(policy, AdmissionAction.AUDIT, {
    namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
    clusterScoped: true,
    parameters: { name: 'parameters', namespace },
  });
  return { ...binding, metadata: { ...binding.metadata, name: `${binding.metadata.name}-${namespace}` } };
}
