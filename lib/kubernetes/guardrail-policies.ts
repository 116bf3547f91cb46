import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { addClusterObject } from './cluster-object';
import { AdmissionOptions, AdmissionPolicies, NotEnforced } from '../guardrails';

/** What enforces rules in a cluster. */
export enum AdmissionEngine {
  /** The API server itself, Kubernetes 1.30 or newer. */
  VALIDATING_ADMISSION_POLICY = 'validating-admission-policy',

  /** Gatekeeper 3.18 or newer, which also audits what was there before. */
  GATEKEEPER = 'gatekeeper',
}

/** Properties of `GuardrailPolicies`. */
export interface GuardrailPoliciesProps extends AdmissionOptions {
  /**
   * What enforces the rules.
   *
   * @default AdmissionEngine.VALIDATING_ADMISSION_POLICY
   */
  readonly engine?: AdmissionEngine;
}

/**
 * Makes a cluster refuse what breaks the rules, whoever sends it and with whatever tool it was written.
 *
 * With Gatekeeper, constraints can be applied when Gatekeeper has made their kinds from the templates: apply again until
 * every object is accepted.
 */
export class GuardrailPolicies extends Construct {
  /** Rules that are not enforced, and why. */
  public readonly notEnforced: NotEnforced[];

  /**
   * Defines the policies.
   *
   * @param scope chart that holds them
   * @param id construct id
   * @param props what happens, where, and for which rules
   * @throws if an id is not that of a rule that can be enforced, or if a rule is weakened that nobody may accept the risk of
   */
  public constructor(scope: Construct, id: string, props: GuardrailPoliciesProps = {}) {
    super(scope, id);
    const policies = new AdmissionPolicies(props);
    this.notEnforced = policies.notEnforced;
    if (props.engine === AdmissionEngine.GATEKEEPER) {
      const templates = policies.gatekeeperTemplates().map((manifest) => this.add(manifest));
      for (const [index, manifest] of policies.gatekeeperConstraints().entries()) {
        this.add(manifest).addDependency(templates[index]);
      }
    } else {
      const [parameters, ...others] = policies.validatingAdmissionPolicies();
      new ApiObject(this, 'Parameters', parameters);
      for (const manifest of others) {
        this.add(manifest);
      }
    }
  }

  private add(manifest: any): ApiObject {
    return addClusterObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }
}
