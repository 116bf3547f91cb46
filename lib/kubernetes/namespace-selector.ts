/** Label that the API server gives every namespace, and which nobody can take away. */
const NAME = 'kubernetes.io/metadata.name';

/** Selects one namespace by its name. */
export function namespaceNamed(name: string): object {
  return { matchLabels: { [NAME]: name } };
}

/** Selects namespaces by their names. */
export function namespacesNamed(names: readonly string[]): object {
  return { matchExpressions: [{ key: NAME, operator: 'In', values: [...names] }] };
}
