import { RuntimeContract } from './contract';
import { descriptionOf } from './rule';
import { RUNTIME_RULES } from './rules';

/** A TracingPolicyNamespaced without its metadata. */
export interface TracingPolicy {
  /** Id of the rule. */
  readonly id: string;
  /** What the rule says of itself. */
  readonly description: string;
  readonly spec: object;
}

/** Policies of Tetragon for one service, one for each rule that it can see. They observe; none kills a process. */
export function tracingPolicies(contract: RuntimeContract): TracingPolicy[] {
  return RUNTIME_RULES.filter((rule) => rule.appliesTo(contract)).flatMap((rule) => {
    const kprobes = rule.tetragon(contract).map((kprobe) => ({
      ...kprobe,
      message: `${rule.title} in ${contract.namespace}/${contract.service}`,
      tags: ['ack-secure-inference', rule.severity],
    }));
    return kprobes.length === 0
      ? []
      : [
          {
            id: rule.id,
            description: descriptionOf(rule, 'Detects'),
            spec: {
              podSelector: { matchLabels: contract.podLabels },
              containerSelector: {
                matchExpressions: [{ key: 'name', operator: 'In', values: [contract.container] }],
              },
              kprobes,
            },
          },
        ];
  });
}
