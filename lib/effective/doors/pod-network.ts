import { CLOUD_POD_DOORS } from './cloud-pods';
import { Door } from './door';

/** Annotations of ECI, ACS and Terway that give a pod another network than that of the cluster. */
export const POD_NETWORK_DOORS: readonly Door[] = [
  ...CLOUD_POD_DOORS,
  {
    key: 'k8s.aliyun.com/eci-with-eip',
    shut: ['false'],
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud help, "Associate an EIP with a Pod"',
  },
  {
    key: 'k8s.aliyun.com/eci-eip-instanceid',
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/pod-with-eip',
    shut: ['false'],
    opens: 'a public address of the pod itself (Terway before 1.7.0)',
    source: 'Alibaba Cloud help, "Attach an independent EIP to a pod", 2026-07-29',
  },
  {
    key: 'network.alibabacloud.com/pod-with-eip',
    shut: ['false'],
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud help, "Annotations for attaching an EIP to a pod", 2025-09-02',
  },
  {
    key: 'network.alibabacloud.com/pod-eip-instanceid',
    opens: 'a public address of the pod itself',
    source: 'Alibaba Cloud help, "Annotations for attaching an EIP to a pod", 2025-09-02',
  },
  {
    key: 'k8s.aliyun.com/eci-enable-ipv6',
    shut: ['false'],
    opens: 'an address of IPv6, which is public with bandwidth',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-ipv6-bandwidth-enable',
    shut: ['false'],
    opens: 'public IPv6',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-security-group',
    opens: 'leaves the security group of the cluster',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'network.alibabacloud.com/security-group-ids',
    opens: 'leaves the security group of the cluster',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-vswitch',
    opens: 'another subnet, with another route table',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'network.alibabacloud.com/vswitch-ids',
    opens: 'another subnet, with another route table',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/pod-networks',
    opens: 'network interfaces of its own',
    source: 'AliyunContainerService/terway, types/k8s.go, 2026-07-23',
  },
  {
    key: 'k8s.aliyun.com/pod-eni',
    shut: ['false'],
    opens: 'a network interface of its own',
    source: 'AliyunContainerService/terway, types/k8s.go, 2026-07-23',
  },
  {
    key: 'network.alibabacloud.com/custom-dnsconfig',
    opens: 'names are resolved by servers of others',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-ntp-server',
    opens: 'time of a server of others',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/plain-http-registry',
    opens: 'images are pulled without TLS',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/insecure-registry',
    opens: 'images are pulled without a check of the certificate',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'registry.alibabacloud.com/plain-http-registry',
    opens: 'images are pulled without TLS',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'registry.alibabacloud.com/insecure-registry',
    opens: 'images are pulled without a check of the certificate',
    source: 'Alibaba Cloud documentation of ACS pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-core-pattern',
    opens: 'core dumps hold weights, prompts and keys',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.aliyun.com/eci-image-snapshot-id',
    opens: 'the content of images comes from a cache, not from their digest',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'alibabacloud.com/burst-resource',
    opens: 'the pod leaves the nodes of the cluster for a virtual node',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'k8s.v1.cni.cncf.io/networks',
    opens: 'a second interface, which no NetworkPolicy is about',
    source: 'k8snetworkplumbingwg/multus-cni, docs/how-to-use.md',
  },
  {
    key: 'v1.multus-cni.io/default-network',
    opens: 'another network than that which NetworkPolicies are about',
    source: 'k8snetworkplumbingwg/multus-cni, docs/configuration.md',
  },
  {
    key: 'cni.projectcalico.org/floatingIPs',
    opens: 'a further address, which reaches the pod past Services',
    source: 'docs.tigera.io, "Add a floating IP to a pod"',
  },
  {
    key: 'networkservicemesh.io',
    opens: 'network interfaces of its own',
    source: 'networkservicemesh.io, "Admission webhook"',
  },
  {
    key: 'k8s.ovn.org/pod-networks',
    opens: 'network interfaces of its own',
    source: 'ovn-kubernetes/ovn-kubernetes, go-controller/pkg/util',
  },
  ...['ipAddrs', 'ipAddrsNoIpam', 'hwAddr', 'allowedSourcePrefixes'].map((name) => ({
    key: `cni.projectcalico.org/${name}`,
    opens: 'addresses of the choice of the pod, by which it can be taken for another',
    source: 'docs.tigera.io, "Configure the Calico CNI plugins"',
  })),
  {
    key: 'policy.cilium.io/no-track-port',
    opens: 'traffic of the port passes connection tracking by',
    source: 'cilium/cilium, pkg/annotation/k8s.go',
  },
];
