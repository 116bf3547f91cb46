import { Door } from './door';

/** Labels of pods by which they leave the nodes of the cluster, or its network. */
export const POD_NETWORK_LABEL_DOORS: readonly Door[] = [
  ...['alibabacloud.com/eci', 'eci', 'alibabacloud.com/virtual-node'].map((key) => ({
    key,
    shut: ['false'],
    opens: 'the pod runs on a virtual node, where DaemonSets and rules of nodes do not apply',
    source: 'Alibaba Cloud documentation of ECI pod labels, February 2026',
  })),
  {
    key: 'k8s.aliyun.com/ignore-by-terway',
    shut: ['false'],
    opens: 'controllers and the webhook of Terway leave the pod out',
    source: 'AliyunContainerService/terway, types/k8s.go, 2026-07-23',
  },
];
