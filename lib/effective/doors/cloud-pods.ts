import { Door } from './door';

/** Further annotations of ECI and ACS: public addresses by another key, and content, names or privileges past the pod. */
export const CLOUD_POD_DOORS: readonly Door[] = [
  {
    key: 'k8s.aliyun.com/eci-eip-bandwidth',
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eip-bandwidth',
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eip-common-bandwidth-package-id',
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'network.alibabacloud.com/pod-eip-bandwidth',
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud help, "Annotations for attaching an EIP to a pod", 2025-09-02',
  },
  {
    key: 'network.alibabacloud.com/enable-network-policy-agent',
    shut: ['true'],
    opens: 'false leaves NetworkPolicies without effect on ACS',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'alibabacloud.com/enable-network-policy-agent',
    shut: ['true'],
    opens: 'false leaves NetworkPolicies without effect on ACS',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-privileged',
    shut: ['false'],
    opens: 'privileged containers in the instance',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-custom-hosts',
    opens: 'names are resolved to addresses of others',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-sls-enable',
    shut: ['false'],
    opens: 'ships output to Simple Log Service past the review of logs',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-imc-id',
    opens: 'the content of images comes from a cache, not from their digest',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-data-cache-bucket',
    opens: 'data of a cache that others fill',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/acr-service-arn',
    opens: 'images are pulled by the role of another account',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/acr-instance-id',
    opens: 'images are pulled from another registry',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/acr-instance-ids',
    opens: 'images are pulled from another registry',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'image.alibabacloud.com/image-cache-id',
    opens: 'the content of images comes from a cache, not from their digest',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'ops.alibabacloud.com/coredump-pattern',
    opens: 'core dumps hold weights, prompts and keys',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'ops.alibabacloud.com/ntp-server',
    opens: 'time of a server of others',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
];
