/** ClusterRoles of Kubernetes that read nothing but what anybody may know. */
export const HARMLESS_ROLES = String.raw`^system:(basic-user|discovery|public-info-viewer|service-account-issuer-discovery)$`;

/** ClusterRoles of Kubernetes and of ACK (cs:admin, cs:ops, cs:dev) whose rights reach beyond a workload. */
export const POWERFUL_ROLES = String.raw`^(cluster-admin|admin|edit|system:.*|cs:.*)$`;

/** ClusterRoles of Kubernetes that only read, and what: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export const READING_ROLES: Readonly<Record<string, string>> = {
  view: 'reads every ConfigMap, the logs of every pod and all other objects but Secrets and roles',
};
