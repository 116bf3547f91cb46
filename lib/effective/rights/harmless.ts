import { Manifest } from '../../objects/manifest';
import { Fields, listIn } from '../../objects/unknown-fields';

/** Resources of any API group that hold neither credentials nor prompts: whoever serves may read them. */
export const READABLE: readonly string[] = [
  ...['endpoints', 'endpointslices', 'events', 'namespaces', 'nodes', 'pods', 'services', 'serviceaccounts'],
  ...['pods/status', 'services/status', 'limitranges', 'resourcequotas', 'persistentvolumes', 'persistentvolumeclaims'],
  ...['deployments', 'replicasets', 'statefulsets', 'daemonsets', 'deployments/scale', 'statefulsets/scale'],
  ...['jobs', 'cronjobs', 'horizontalpodautoscalers', 'poddisruptionbudgets', 'networkpolicies', 'leases'],
  ...['ingresses', 'ingressclasses', 'gateways', 'httproutes', 'grpcroutes', 'inferencepools', 'inferenceobjectives'],
  ...['inferencemodels', 'inferencemodelrewrites', 'inferenceservices', 'servingruntimes', 'leaderworkersets'],
  ...['scaledobjects', 'rayservices'],
  ...['storageclasses', 'runtimeclasses', 'priorityclasses', 'customresourcedefinitions', 'resourceslices'],
  ...['resourceclaims', 'deviceclasses'],
];

export const READABLE_URLS: readonly string[] = ['/healthz', '/livez', '/readyz', '/version', '/version/', '/metrics'];

const READS = ['get', 'list', 'watch'];

/** Events tell what happened, and are written by most controllers. */
const OF_EVENTS = [...READS, 'create', 'patch'];

/** A lease elects a leader; whoever writes any of them takes that office from the controllers of others. */
const OF_LEASES = [...READS, 'create', 'update', 'patch'];

/** Namespaces whose leases are those of the cluster: its scheduler, its controllers and the heartbeats of its nodes. */
export const LEASES_OF_CLUSTER: readonly string[] = ['kube-system', 'kube-node-lease'];

/** Whether a rule of a role allows only what whoever serves may do; names make ConfigMaps and Secrets readable. */
export function isHarmless({ resources, verbs, resourceNames, nonResourceURLs }: Fields, role: Manifest): boolean {
  const asked = listIn(verbs).map(String);
  const isNamed = listIn(resourceNames).length > 0;
  return (
    listIn(nonResourceURLs).every((url) => READABLE_URLS.includes(String(url))) &&
    listIn(resources).every((resource) => {
      const allowed = allowedVerbs(String(resource), isNamed, role);
      return asked.every((verb) => allowed.includes(verb));
    })
  );
}

function allowedVerbs(resource: string, isNamed: boolean, { kind, metadata }: Manifest): readonly string[] {
  switch (resource) {
    case 'configmaps':
      return isNamed ? ['get', 'watch'] : [];
    case 'secrets':
      return isNamed ? ['get'] : [];
    case 'events':
      return OF_EVENTS;
    case 'leases':
      return isNamed || (kind === 'Role' && !LEASES_OF_CLUSTER.includes(metadata?.namespace ?? 'default'))
        ? OF_LEASES
        : READS;
    default:
      return READABLE.includes(resource) ? READS : [];
  }
}
