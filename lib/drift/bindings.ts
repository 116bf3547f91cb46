import { ApiServer } from './client';
import { Drift, drift } from './drift';
import { Inventory } from './inventory';
import { objectName } from '../guardrails/evidence/subjects';

export const BINDING_KINDS = ['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
}));

/** Roles that Kubernetes binds, under their own names, to groups that every service account is in. */
const BOOTSTRAP: readonly string[] = [
  'system:basic-user',
  'system:cluster-trust-bundle-discovery',
  'system:discovery',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
];

const EVERY_ACCOUNT = ['system:serviceaccounts', 'system:authenticated'];

/** Bindings that nobody declared, which give something to an account that was: in any namespace, by name or by group. */
export async function* bindingsAdded(server: ApiServer, inventory: Inventory): AsyncGenerator<Drift> {
  const groups = new Set(EVERY_ACCOUNT);
  const users = new Set<string>();
  for (const account of inventory.accounts) {
    const [namespace, name] = account.split('/');
    groups.add(`system:serviceaccounts:${namespace}`);
    users.add(`system:serviceaccount:${namespace}:${name}`);
  }
  const isOurs = ({ kind, name, namespace }: any) =>
    kind === 'ServiceAccount'
      ? inventory.accounts.has(`${namespace}/${name}`)
      : (kind === 'Group' ? groups : users).has(name);

  for (const kind of inventory.accounts.size > 0 ? BINDING_KINDS : []) {
    for await (const binding of server.list(kind)) {
      const { subjects = [], roleRef } = binding as any;
      const subject = subjects.find(isOurs);
      const isBootstrap = BOOTSTRAP.includes(roleRef.name) && binding.metadata!.name === roleRef.name;
      if (subject && !isBootstrap && !inventory.has(binding)) {
        const given = `${roleRef.kind}/${roleRef.name} to ${subject.kind} ${subject.name}`;
        yield drift({ id: 'binding-added', object: objectName(binding), actual: given });
      }
    }
  }
}
