import { helm } from './helm';
import { jsonnet } from './jsonnet';
import { kustomize } from './kustomize';
import { Peer } from './peer';

/** Tools by the name of their workload. */
export const PEERS: Readonly<Record<string, Peer>> = {
  'helm-4': helm('helm.sh/helm/v4', 'v4.3.1', 'peers/helm-4'),
  'helm-3': helm('helm.sh/helm/v3', 'v3.22.0', 'peers/helm-3'),
  jsonnet: jsonnet(),
  kustomize: kustomize(),
};
