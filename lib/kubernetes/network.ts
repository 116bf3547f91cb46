import { namespaceNamed } from './namespace-selector';
import { cidrContains } from '../objects/cidr';

/**
 * Where NodeLocal DNSCache listens on every node, in the network of the node.
 *
 * Source: ACK documentation, "Configure NodeLocal DNSCache"; https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 */
const NODE_LOCAL_DNS = '169.254.20.10/32';

/**
 * Egress to the cluster's DNS pods, and to their cache on the node. Pods are matched by labels: Terway's eBPF policies
 * never match pods by address.
 */
export const DNS_EGRESS = {
  to: [
    {
      namespaceSelector: namespaceNamed('kube-system'),
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
    { ipBlock: { cidr: NODE_LOCAL_DNS } },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

/** Metadata service of ECS, which hands out the credentials of the node. Not 169.254.169.254, as on other clouds. */
const METADATA_ADDRESS = '100.100.100.200';

/** Port of the encrypted tunnel between the nodes and waypoints of an ambient mesh. */
export const TUNNEL_PORT = 15008;

/** Port of the private endpoint of an ACK cluster. */
export const API_SERVER_PORT = 6443;

/** A policy for some pods that denies both ways what it does not allow. */
export function networkPolicySpec(podSelector: object, ingress: object[], egress: object[]): object {
  return { podSelector, policyTypes: ['Ingress', 'Egress'], ingress, egress };
}

/** A policy that lets some pods out, beside others that deny. */
export function egressPolicySpec(podSelector: object, egress: object[]): object {
  return { podSelector, policyTypes: ['Egress'], egress };
}

/** Egress to pods of another namespace. */
export function podsEgress(namespace: string, labels: Record<string, string>, port: number): object {
  return { to: [podsPeer(namespace, labels)], ports: [{ port, protocol: 'TCP' }] };
}

/** Pods of a namespace, as the other side of a rule. */
export function podsPeer(namespace: string, labels: Record<string, string>): object {
  return {
    namespaceSelector: namespaceNamed(namespace),
    podSelector: { matchLabels: labels },
  };
}

/** Egress to address ranges outside the cluster, never to the metadata service. */
export function cidrEgress(cidrs: string[], port: number): object {
  return {
    to: cidrs.map((cidr) => ({
      ipBlock: { cidr, except: cidrContains(cidr, METADATA_ADDRESS) ? [`${METADATA_ADDRESS}/32`] : undefined },
    })),
    ports: [{ port, protocol: 'TCP' }],
  };
}
