import type { ApiServer } from '../../lib/drift/client';
import { ApiError } from '../../lib/drift/client';
import { Manifest } from '../../lib/objects/manifest';
import { ClusterView } from '../../lib/preflight/cluster-view';

/** Kinds that a server has, by group and version. */
const SERVED: Readonly<Record<string, readonly string[]>> = {
  v1: ['Namespace', 'Node', 'Service', 'ServiceAccount', 'PersistentVolumeClaim', 'ResourceQuota', 'LimitRange'],
  'apps/v1': ['Deployment', 'DaemonSet'],
  'networking.k8s.io/v1': ['NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'security.istio.io/v1': ['AuthorizationPolicy', 'PeerAuthentication'],
  'networking.istio.io/v1': ['Sidecar', 'ServiceEntry'],
  'networking.istio.io/v1alpha3': ['EnvoyFilter'],
};

/** A cluster that holds some objects, and forbids to list some kinds. */
export function fakeCluster(objects: readonly object[], forbidden: readonly string[] = []): ClusterView {
  const all = objects as readonly Manifest[];
  const refuse = (kind: string) => {
    if (forbidden.includes(kind)) {
      throw new ApiError(`/${kind}`, 403, 'forbidden');
    }
  };
  const server = {
    address: 'https://cluster',
    discover: async (path: string) => {
      const name = path.replace(/^\/apis?\/?/, '');
      if (SERVED[name]) {
        return { resources: SERVED[name].map((kind) => ({ kind })) };
      }
      const versions = Object.keys(SERVED).filter((each) => each.startsWith(`${name}/`));
      return versions.length > 0 ? { versions: versions.map((each) => ({ version: each.split('/')[1] })) } : undefined;
    },
    get: async ({ kind, metadata }: Manifest) => {
      refuse(kind);
      return all.find(
        (each) =>
          each.kind === kind &&
          each.metadata?.name === metadata?.name &&
          each.metadata?.namespace === metadata?.namespace,
      );
    },
    async *list({ kind }: Manifest, namespace?: string) {
      refuse(kind);
      yield* all.filter(
        (each) => each.kind === kind && (namespace === undefined || each.metadata?.namespace === namespace),
      );
    },
  };
  return new ClusterView(server as unknown as ApiServer);
}
