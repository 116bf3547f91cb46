import { PolicyOptions } from './ack-policy-options';
import { Problem } from '../private/problems';

/** Namespaces in which ACK's own components run. */
const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'ack-csi-fuse', 'istio-system', 'gatekeeper-system'];

/** A policy with its parameters, as `AckPolicy` makes it and `AckCluster.enforce` takes it. */
export class GovernancePolicy {
  /** @internal */
  public static _of(policyName: string, parameters: object = {}, problems: Problem[] = []): GovernancePolicy {
    return new GovernancePolicy(policyName, texts(parameters), false).with(problems);
  }

  /** @internal */
  public static _ofPods(policyName: string, parameters: object = {}, problems: Problem[] = []): GovernancePolicy {
    return new GovernancePolicy(policyName, texts(parameters), true).with(problems);
  }

  /** Of the parameters. No argument of the constructor, which jsii makes public with all its types. */
  private problems: Problem[] = [];

  protected constructor(
    /** Name in the library of ACK. */
    public readonly policyName: string,
    /** Parameters as the provider takes them: texts, in which lists and objects are JSON. */
    public readonly parameters: { [name: string]: string },
    private readonly isAboutPods: boolean,
  ) {}

  /** @internal */
  public _problems({ namespaces = [] }: PolicyOptions): Problem[] {
    const hit = namespaces.filter((namespace) => SYSTEM_NAMESPACES.includes(namespace));
    return this.isAboutPods && (namespaces.length === 0 || hit.length > 0)
      ? [
          ...this.problems,
          {
            what: `${this.policyName} would refuse pods of the cluster itself`,
            got: namespaces.length === 0 ? undefined : hit,
            allowed: 'namespaces of your own workloads',
            fix: "name them: cluster.enforce(policy, { namespaces: ['inference'] })",
          },
        ]
      : this.problems;
  }

  private with(problems: Problem[]): this {
    this.problems = problems;
    return this;
  }
}

function texts(parameters: object): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
