import { AdmissionOptions } from './admission-options';
import { constraint, constraintTemplate } from './gatekeeper';
import { parameterConfigMap, parameterProblems, ParameterSource } from './parameters';
import { kindProblems, podKindsAmong } from './pod-kinds';
import { EnforcedRule, enforcedRules, idProblems, whyNotEnforced } from './selection';
import { policyBinding, validatingPolicies } from './validating-policy';
import { Problems } from '../../private/problems';
import { RULES } from '../rules';

/** A rule that an API server does not enforce. */
export interface NotEnforced {
  /** Rule, for example `SAI-NET-012`. */
  readonly ruleId: string;

  /** Why not. */
  readonly reason: string;
}

/** A policy of ACK's own library that demands the same as a rule. */
export interface AckPolicyOfRule {
  /** Rule, for example `SAI-POD-001`. */
  readonly ruleId: string;

  /** Name for `alicloud_cs_kubernetes_policy_instance`, for example `ACKPSPPrivilegedContainer`. */
  readonly policyName: string;
}

/** Namespaces that `SecureNamespace` makes. */
const MANAGED_NAMESPACES = { 'app.kubernetes.io/managed-by': 'ack-secure-inference' };

/**
 * The rules as objects that make a cluster refuse what breaks them: what synthesis finds in the output of an app, the API
 * server finds in whatever anybody sends to it, by the same text.
 *
 * The API server knows of no accepted risk: a rule whose risk was accepted at synthesis has to be excluded here.
 */
export class AdmissionPolicies {
  /** Rules that are not enforced, and why. */
  public readonly notEnforced: NotEnforced[];

  /** Policies of ACK's own library that demand the same as one of the rules, where it is used instead. */
  public readonly ackPolicies: AckPolicyOfRule[];

  private readonly enforced: readonly EnforcedRule[];

  /**
   * Chooses the rules.
   *
   * @param options what happens, where, and for which rules
   * @throws if an id is not that of a rule that can be enforced, a rule is weakened that nobody may accept the risk of, a
   * range of pods is not one, or a kind is not known to hold pods
   */
  public constructor(private readonly options: AdmissionOptions = {}) {
    const problems = new Problems('AdmissionPolicies');
    problems.add(...idProblems(options), ...parameterProblems(options), ...kindProblems(options.kinds));
    problems.throwIfAny();
    this.enforced = enforcedRules(options);
    this.notEnforced = RULES.flatMap((rule) => {
      const reason = whyNotEnforced(rule, options);
      return reason === undefined ? [] : [{ ruleId: rule.id, reason }];
    });
    this.ackPolicies = RULES.flatMap(({ id, ackPolicy }) =>
      ackPolicy === undefined ? [] : [{ ruleId: id, policyName: ackPolicy }],
    );
  }

  /**
   * ValidatingAdmissionPolicies with their bindings, and the ConfigMap of their parameters. They need nothing but
   * Kubernetes 1.30 or newer. One policy holds the rules of an area over objects of the same shape; an annotation lists
   * them, and each denial names its rule. Bindings come last, so that no policy is in force before its ConfigMap exists.
   */
  public validatingAdmissionPolicies(): any[] {
    const parameters = this.parameterSource();
    const scope = { ...this.scope(), parameters };
    const policies = validatingPolicies(this.enforced, scope.clusterScoped, this.options.action, scope.podKinds);
    return [
      parameterConfigMap(
        parameters,
        this.enforced.map(({ rule }) => rule),
        this.parameters(),
      ),
      ...policies.map(({ manifest }) => manifest),
      ...policies.map(({ manifest, action }) => policyBinding(manifest, action, scope)),
    ];
  }

  /**
   * ConstraintTemplates of Gatekeeper, to be applied first: it makes the kinds of the constraints from them. They need
   * Gatekeeper 3.18 or newer, which evaluates CEL.
   */
  public gatekeeperTemplates(): any[] {
    return this.enforced.map(({ rule }) => constraintTemplate(rule, this.scope().podKinds));
  }

  /** Constraints of Gatekeeper, which put the templates into force. */
  public gatekeeperConstraints(): any[] {
    const scope = { ...this.scope(), parameters: this.parameters() };
    return this.enforced.map(({ rule, action }) => constraint(rule, action, scope));
  }

  private scope() {
    const { namespaceLabels = MANAGED_NAMESPACES, clusterScoped = false, kinds } = this.options;
    return { namespaceLabels, clusterScoped, podKinds: podKindsAmong(kinds) };
  }

  private parameters() {
    const { registries, podRanges } = this.options;
    return { registries, podRanges };
  }

  private parameterSource(): ParameterSource {
    return { name: 'guardrail-parameters', namespace: this.options.parameterNamespace ?? 'kube-system' };
  }
}
