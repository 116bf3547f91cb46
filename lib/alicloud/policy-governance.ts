import { dependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAckCluster } from './ack-cluster-props';
import { PolicyOptions } from './ack-policy-options';
import { GovernancePolicy } from './governance-policy';
import { CsKubernetesAddon } from './provider/cs-kubernetes-addon';
import { policyInstance } from './support/policy-instance';

/** Properties of `PolicyGovernance`. */
export interface PolicyGovernanceProps {
  /** Cluster that policies are for. */
  readonly cluster: IAckCluster;

  /**
   * Whether the cluster has the components of policy governance already.
   *
   * @default false
   */
  readonly installed?: boolean;
}

/** What evaluates policies, and what knows them. */
const COMPONENTS = ['gatekeeper', 'policy-template-controller'];

/**
 * Policy governance of a cluster that exists: its components, and policies that wait for them. An `AckCluster` has the
 * components from its first moment; there it is `cluster.enforce`.
 */
export class PolicyGovernance extends Construct {
  private readonly clusterId: string;
  private readonly components: CsKubernetesAddon[];

  /**
   * Defines the components.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props cluster
   */
  public constructor(scope: Construct, id: string, props: PolicyGovernanceProps) {
    super(scope, id);
    this.clusterId = props.cluster.clusterId;
    this.components = props.installed
      ? []
      : COMPONENTS.map((name) => new CsKubernetesAddon(this, name, { clusterId: this.clusterId, name }));
  }

  /**
   * Lets policy governance refuse what a policy is about.
   *
   * @param policy policy with its parameters
   * @param options where it holds and what happens
   * @returns the resource
   * @throws InputError when a parameter is wrong, or the policy would hit the cluster's own components
   */
  public enforce(policy: GovernancePolicy, options: PolicyOptions = {}): TerraformResource {
    const instance = policyInstance(this, this.clusterId, policy, options);
    // Addresses: Terraform refuses expressions in depends_on.
    instance.dependsOn = this.components.map((component) => dependable(component));
    return instance;
  }
}
