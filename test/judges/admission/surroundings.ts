import { ParameterNamespaces, POLICIES } from './policies';

const list = (items: object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

const THERE_ALREADY = ['default', 'kube-system'];

/** What samples name and an API server wants to exist. */
export function surroundings(namespaces: readonly string[]): string {
  return list([
    ...namespaces
      .filter((name) => !THERE_ALREADY.includes(name))
      .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...namespaces.map((namespace) => ({
      ...{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'qwen', namespace } },
    })),
  ]);
}

/** Policies, their parameters and bindings; last one that denies a ConfigMap of its own, to see when they are in force. */
export function policyObjects(namespaces: ParameterNamespaces): string {
  const { apiVersion } = POLICIES[0];
  const sentinel = {
    apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'sentinel' },
    spec: {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
      },
      validations: [{ expression: "object.metadata.name != 'sentinel'", message: 'in force' }],
    },
  };
  const binding = {
    apiVersion,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'sentinel' },
    spec: {
      policyName: 'sentinel',
      validationActions: ['Deny'],
      paramRef: { name: 'parameters', namespace: 'default', parameterNotFoundAction: 'Allow' },
    },
  };
  return list([...namespaces.configMaps(), ...POLICIES, sentinel, ...namespaces.bindings(), binding]);
}

export const SENTINEL = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'sentinel', namespace: 'default' } };

/** For each set of kinds that policies match by version, a policy with a field that no kind has. */
export function typoPolicies(): any[] {
  const sets = new Map(
    POLICIES.map(({ spec }) => spec.matchConstraints)
      .filter(({ resourceRules }) => resourceRules.every((rule: any) => !rule.apiVersions.includes('*')))
      .map((matchConstraints) => [JSON.stringify(matchConstraints), matchConstraints]),
  );
  return [...sets.values()].map((matchConstraints, index) => ({
    apiVersion: POLICIES[0].apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: `typo-${index}` },
    spec: { matchConstraints, validations: [{ expression: 'object.noSuchField == 1' }] },
  }));
}
