import { compactDocument } from './support/json-document';
import { checkKnown } from './support/known';
import { NetworkMode } from '../kubernetes/network-mode';
import { Problem } from '../private/problems';

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

/** What is installed in another way, although its name looks like that of a component. Source: ACK documentation. */
const NOT_ADDONS: Readonly<Record<string, string>> = {
  'ack-ai-installer': 'install it with the cloud-native AI suite, in the console',
  'ack-fluid': 'install it with the cloud-native AI suite, in the console',
  'ack-kserve': 'install it with the cloud-native AI suite, in the console',
  'ack-secret-manager': 'install its chart from the marketplace, or better read secrets through CSI',
  'csi-secrets-store-provider-alibabacloud': 'install its chart',
  'managed-aliyuncloud-credential': 'use managed-aliyun-acr-credential-helper, which every cluster here has',
  ratify: 'install its chart from the marketplace',
};

/** Problems of the name of a component. */
export function checkAddon(name: string): Problem[] {
  return checkKnown(name, (got) =>
    /^[a-z][a-z0-9-]+$/.test(got) && !(got in NOT_ADDONS)
      ? []
      : [
          {
            what: 'unknown ACK component',
            got,
            allowed: 'a name such as ack-advanced-audit, as the API lists components',
            fix: NOT_ADDONS[got] ?? 'copy the name from the list of components of the cluster',
          },
        ],
  );
}

function addon(name: string, config?: Record<string, string>): ClusterAddon {
  return { name, config: config && compactDocument(config) };
}
