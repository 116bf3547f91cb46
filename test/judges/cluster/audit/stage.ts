import { SessionKubelet } from './kubelet';
import { Cluster } from '../cluster';

/** What acts are done to, and the credentials that they are done with. */
export interface Stage {
  readonly cluster: Cluster;
  /** Token of a service account that may do everything. */
  readonly intruder: string;
  /** Token of a service account that may make roles in its namespace, and nothing else. */
  readonly worker: string;
}

/** A namespace that admits everything. */
export const OPEN = 'open';
/** A namespace as the library makes it. */
export const GUARDED = 'guarded';

export function object(kind: string, name: string, rest: object = {}, apiVersion = 'v1', namespace = OPEN): any {
  const cluster = /^(Cluster|Namespace|Validating|Mutating|Node)/.test(kind);
  return { apiVersion, kind, metadata: { name, ...(cluster ? {} : { namespace }) }, ...rest };
}

export const RBAC = 'rbac.authorization.k8s.io/v1';
export const ADMISSION = 'admissionregistration.k8s.io/v1';

export const podSpec = (rest: object = {}, container: object = {}) => ({
  spec: { containers: [{ name: 'c', image: 'registry.example.com/c', ...container }], ...rest },
});

export const role = (name: string, verbs: string[]) =>
  object('Role', name, { rules: [{ apiGroups: [''], resources: ['pods'], verbs }] }, RBAC);

export const binding = (kind: string, name: string, roleName: string, subject: object) =>
  object(
    kind,
    name,
    {
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: /Cluster/.test(kind) ? 'ClusterRole' : 'Role',
        name: roleName,
      },
      subjects: [subject],
    },
    RBAC,
  );

export const account = (name: string) => ({ kind: 'ServiceAccount', name, namespace: OPEN });

export const RESTRICTED = {
  'app.kubernetes.io/managed-by': 'ack-secure-inference',
  'pod-security.kubernetes.io/enforce': 'restricted',
};

export async function setUp(cluster: Cluster, kubelet: SessionKubelet): Promise<Stage> {
  const anonymous = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:anonymous' };
  const objects = [
    object('Namespace', OPEN),
    { ...object('Namespace', GUARDED), metadata: { name: GUARDED, labels: RESTRICTED } },
    object('Secret', 'key', { stringData: { key: 'not a secret' } }),
    object('ConfigMap', 'settings', { data: { a: 'b' } }),
    object('ServiceAccount', 'intruder'),
    object('ServiceAccount', 'worker'),
    binding('ClusterRoleBinding', 'intruder', 'cluster-admin', account('intruder')),
    object(
      'Role',
      'role-maker',
      { rules: [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['create'] }] },
      RBAC,
    ),
    binding('RoleBinding', 'role-maker', 'role-maker', account('worker')),
    binding('ClusterRoleBinding', 'anonymous-view', 'view', anonymous),
    kubelet.node('node'),
    object('Pod', 'target', podSpec({ nodeName: 'node', tolerations: [{ operator: 'Exists' }] })),
  ];
  const ordered = objects.map((one) => JSON.stringify(one)).join('\n---\n');
  await cluster.eventually(
    () => cluster.kubectl(['apply', '-f', '-'], ordered),
    ({ ok }) => ok,
  );
  const token = (name: string) => cluster.must(['create', 'token', name, '-n', OPEN]).trim();
  return { cluster, intruder: token('intruder'), worker: token('worker') };
}
