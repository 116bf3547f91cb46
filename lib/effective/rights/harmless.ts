import { Fields, listIn } from '../../objects/unknown-fields';

/** Resources of any API group that hold neither credentials nor prompts: whoever serves may read them. */
export const READABLE: readonly string[] = [
  ...['endpoints', 'endpointslices', 'events', 'namespaces', 'nodes', 'pods', 'services', 'serviceaccounts'],
  ...['pods/status', 'services/status', 'limitranges', 'resourcequotas', 'persistentvolumes', 'persistentvolumeclaims'],
  ...['deployments', 'replicasets', 'statefulsets', 'daemonsets', 'deployments/scale', 'statefulsets/scale'],
  ...['jobs', 'cronjobs', 'horizontalpodautoscalers', 'poddisruptionbudgets', 'networkpolicies', 'leases'],
  ...['ingresses', 'ingressclasses', 'gateways', 'httproutes', 'grpcroutes', 'inferencepools', 'inferenceobjectives'],
  ...['inferencemodels', 'inferenceservices', 'servingruntimes', 'leaderworkersets', 'scaledobjects', 'rayservices'],
  ...['storageclasses', 'runtimeclasses', 'priorityclasses', 'customresourcedefinitions', 'resourceslices'],
  ...['resourceclaims', 'deviceclasses'],
];

export const READABLE_URLS: readonly string[] = ['/healthz', '/livez', '/readyz', '/version', '/version/', '/metrics'];

const READS = ['get', 'list', 'watch'];

/** What else may be done: events tell what happened, and a named lease elects a leader. Both are written by controllers. */
const WRITABLE: Readonly<Record<string, readonly string[]>> = {
  leases: [...READS, 'create', 'update', 'patch'],
  events: [...READS, 'create', 'patch'],
};

/** Whether a rule of a role allows only what whoever serves may do; names make ConfigMaps and Secrets readable. */
export function isHarmless({ resources, verbs, resourceNames, nonResourceURLs }: Fields): boolean {
  const asked = listIn(verbs).map(String);
  const isNamed = listIn(resourceNames).length > 0;
  return (
    listIn(nonResourceURLs).every((url) => READABLE_URLS.includes(String(url))) &&
    listIn(resources).every((resource) => {
      const allowed = allowedVerbs(String(resource), isNamed);
      return asked.every((verb) => allowed.includes(verb));
    })
  );
}

function allowedVerbs(resource: string, isNamed: boolean): readonly string[] {
  switch (resource) {
    case 'configmaps':
      return isNamed ? ['get', 'watch'] : [];
    case 'secrets':
      return isNamed ? ['get'] : [];
    default:
      return WRITABLE[resource] ?? (READABLE.includes(resource) ? READS : []);
  }
}
