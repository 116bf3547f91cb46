import { Construct } from 'constructs';
import { Problems } from '../../private/problems';
import { PolicyAction, PolicyOptions } from '../ack-policy-options';
import { GovernancePolicy } from '../governance-policy';
import { CsKubernetesPolicyInstance } from '../provider/cs-kubernetes-policy-instance';

/** A policy of a cluster, named after the policy; another one of the same policy has a number. */
export function policyInstance(
  scope: Construct,
  clusterId: string,
  policy: GovernancePolicy,
  options: PolicyOptions,
): CsKubernetesPolicyInstance {
  const problems = new Problems(scope.node.path);
  problems.add(...policy._problems(options));
  problems.throwIfAny();
  const { policyName, parameters } = policy;
  const before = scope.node.children.filter(({ node }) => /^\d*$/.test(node.id.replace(policyName, ''))).length;
  return new CsKubernetesPolicyInstance(scope, `${policyName}${before > 0 ? before + 1 : ''}`, {
    clusterId,
    policyName,
    action: options.action ?? PolicyAction.DENY,
    namespaces: options.namespaces,
    parameters,
  });
}
