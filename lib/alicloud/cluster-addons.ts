import { NetworkMode } from '../kubernetes/network-mode';

/** A component of ACK, in the terms of its API: the configuration is a JSON text whose values are texts. */
export interface ClusterAddon {
  readonly name: string;
  readonly config?: string;
  readonly disabled?: boolean;
}

/** What `clusterAddons` depends on. */
export interface ClusterAddonOptions {
  readonly networkMode: NetworkMode;
  readonly logProjectName: string;
}

/**
 * Components that a cluster has from its first moment, since admission that comes later finds pods that it would have
 * refused. The names are those of the ACK API. The list counts when the cluster is made; later changes go through
 * `AckCluster.addAddon`.
 */
export function clusterAddons({ networkMode, logProjectName }: ClusterAddonOptions): ClusterAddon[] {
  return [
    addon('terway-eniip', {
      IPVlan: String(networkMode === NetworkMode.TERWAY_DATAPATH_V2),
      // Without it NetworkPolicy objects are accepted and have no effect.
      NetworkPolicy: 'true',
      ENITrunking: 'false',
    }),
    addon('csi-plugin'),
    addon('managed-csiprovisioner'),
    addon('loongcollector', { IngressDashboardEnabled: 'false', sls_project_name: logProjectName }),
    addon('ack-node-problem-detector', { sls_project_name: logProjectName }),
    addon('gatekeeper'),
    addon('policy-template-controller'),
    addon('ack-pod-identity-webhook'),
    addon('managed-aliyun-acr-credential-helper'),
    addon('kritis-validation-hook'),
    // ACK installs it unless it is told not to; its default is a load balancer on the Internet.
    { name: 'nginx-ingress-controller', disabled: true },
  ];
}

function addon(name: string, config?: Record<string, string>): ClusterAddon {
  return { name, config: config && JSON.stringify(config) };
}
