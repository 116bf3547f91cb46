/** How the cluster's network plug-in connects pods. It decides whether a NetworkPolicy does anything. */
export enum NetworkMode {
  /** Terway, pods share network interfaces. */
  TERWAY_SHARED_ENI = 'Terway with shared ENIs',

  /** Terway, pods share network interfaces, eBPF data path. */
  TERWAY_DATAPATH_V2 = 'Terway with shared ENIs and DataPath V2',

  /** Terway, each pod has a network interface of its own. */
  TERWAY_EXCLUSIVE_ENI = 'Terway with exclusive ENIs',

  /** Flannel. */
  FLANNEL = 'Flannel',
}
