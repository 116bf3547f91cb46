import { Cluster } from './cluster';

/** What the API server lets a service account do, one text a rule. */
export function permissionsOf(cluster: Cluster, namespace: string, account: string): string[] {
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectRulesReview',
    spec: { namespace },
  };
  const as = `system:serviceaccount:${namespace}:${account}`;
  const url = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
  const answer = cluster.must(['create', '--raw', url, '-f', '-', '--as', as], JSON.stringify(review));
  const { status } = JSON.parse(answer);
  if (status.incomplete) {
    throw new Error(`the API server does not know all rules of ${as}: ${status.evaluationError}`);
  }
  return [...status.resourceRules, ...status.nonResourceRules].map(ruleText);
}

/** The rules of Roles and ClusterRoles among the objects that a binding among them gives to a service account. */
export function declaredPermissions(objects: any[], account: any): string[] {
  const { name, namespace } = account.metadata;
  const isAccount = (subject: any) =>
    subject.kind === 'ServiceAccount' && subject.name === name && subject.namespace === namespace;
  const roleRefs = objects
    .filter((object) => /^(Cluster)?RoleBinding$/.test(object.kind) && object.subjects?.some(isAccount))
    .map((binding) => binding.roleRef);
  return roleRefs.flatMap((ref) =>
    objects
      .filter((object) => object.kind === ref.kind && object.metadata.name === ref.name)
      .flatMap((role) => role.rules.map(ruleText)),
  );
}

/** The same text for the same rule, however its fields and lists are ordered. */
export function ruleText(rule: Record<string, string[]>): string {
  const fields = Object.entries(rule).filter(([, values]) => values.length > 0);
  return fields
    .map(([field, values]) => `${field}=${[...values].sort().join(',')}`)
    .sort()
    .join(' ');
}
