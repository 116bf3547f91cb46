import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Case } from './cases';
import { AdmissionAction } from '../../../lib/guardrails/admission';
import { constraint, constraintTemplate } from '../../../lib/guardrails/admission/gatekeeper';
import { podKindsAmong } from '../../../lib/guardrails/admission/pod-kinds';
import { groupKindOf } from '../../../lib/objects/pods';

/** A case, and whether the rule is expected to be broken. */
export interface Expectation {
  readonly case: Case;
  readonly isBroken: boolean;
}

/**
 * Writes a suite of `gator verify`: for each rule, and each set of its parameters, the template and the constraint that a
 * cluster gets, and what they have to say of each case. See https://open-policy-agent.github.io/gatekeeper/website/docs/gator.
 */
export function writeSuite(folder: string, expectations: readonly Expectation[]): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return name;
  };
  const caseOf = ({ case: { name, rule, manifest }, isBroken }: Expectation, file: string) => ({
    name,
    object: write(file, manifest),
    inventory: manifest.metadata?.namespace ? [write(`namespace-${file}`, home(manifest))] : [],
    // a text that cannot be evaluated breaks its rule; whatever else is said is about the judging itself
    assertions: [isBroken ? { violations: 'yes', message: `^(${rule.id} |expression )` } : { violations: 'no' }],
  });
  const tests = [...byConstraint(expectations)].map(([name, some], index) => {
    const { rule, params: parameters } = some[0].case;
    // gator reads the template anew for each case: one over all kinds takes minutes for a rule that has two
    const podKinds = podKindsAmong(some.map((expectation) => groupKindOf(expectation.case.manifest)));
    const scope = { namespaceLabels: {}, clusterScoped: true, parameters, podKinds };
    return {
      name,
      template: write(`${index}-template.yaml`, constraintTemplate(rule, podKinds)),
      constraint: write(`${index}-constraint.yaml`, constraint(rule, AdmissionAction.DENY, scope)),
      cases: some.map((expectation, number) => caseOf(expectation, `${index}-${number}.yaml`)),
    };
  });
  write('suite.yaml', { apiVersion: 'test.gatekeeper.sh/v1alpha1', kind: 'Suite', tests });
}

/** Gatekeeper wants to know the namespace of an object before it looks at it. */
function home({ metadata }: Case['manifest']): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: metadata!.namespace } };
}

function byConstraint(expectations: readonly Expectation[]): Map<string, Expectation[]> {
  const groups = new Map<string, Expectation[]>();
  for (const expectation of expectations) {
    const { rule, params } = expectation.case;
    const name = `${rule.id} ${JSON.stringify(params)}`;
    groups.set(name, [...(groups.get(name) ?? []), expectation]);
  }
  return groups;
}
