import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { numberText } from './known';
import { SecurityGroup } from '../provider/security-group';
import { SecurityGroupRule } from '../provider/security-group-rule';

/** Where Alibaba Cloud's own services are, seen from a VPC: OSS, KMS, registries, the metadata of instances. */
export const CLOUD_SERVICES = '100.64.0.0/10';

/** A direction and a range, or a group. */
interface Opening {
  readonly type: 'ingress' | 'egress';
  readonly protocol?: 'tcp' | 'icmp' | 'all';
  readonly ports?: string;
  readonly cidr?: string;
  readonly group?: string;
  readonly because: string;
}

/** What a group is for. */
export interface NodeGroupOptions {
  readonly name: string;
  readonly vpcId: string;
  readonly vpcCidr: string;
  /** Whether nodes may call HTTPS servers on the Internet. */
  readonly internetEgress: boolean;
  /** Group of the cluster, whose members may call these nodes; undefined for the group of the cluster itself. */
  readonly clusterGroup?: string;
  /** TCP ports of pods that are open to load balancers and clients in the VPC. */
  readonly loadBalancerPorts?: number[];
}

/**
 * A security group of nodes: they talk with each other, with the VPC and with the cloud's own services. It is a basic
 * group, since rules of an advanced one can name no other group and cannot drop.
 */
export function nodeSecurityGroup(scope: Construct, id: string, options: NodeGroupOptions): SecurityGroup {
  const group = new SecurityGroup(scope, id, {
    securityGroupName: options.name,
    description: 'Nodes of the cluster: no ingress from outside the VPC',
    vpcId: options.vpcId,
    securityGroupType: 'normal',
    innerAccessPolicy: 'Accept',
  });
  const { vpcCidr, clusterGroup, internetEgress, loadBalancerPorts = [] } = options;
  const openings: Record<string, Opening> = {
    Icmp: { type: 'ingress', protocol: 'icmp', cidr: vpcCidr, because: 'path MTU and reachability' },
    Kubelet: {
      type: 'ingress',
      protocol: 'tcp',
      ports: '10250/10250',
      cidr: vpcCidr,
      because: 'API server to kubelet',
    },
    ...(clusterGroup && {
      Cluster: { type: 'ingress', group: clusterGroup, because: 'control plane and other pools' },
    }),
    ...Object.fromEntries(
      loadBalancerPorts.flatMap((port, index) =>
        Object.entries({ Vpc: vpcCidr, Slb: CLOUD_SERVICES }).map(([from, cidr]) => [
          `Port${Token.isUnresolved(port) ? index : port}${from}`,
          {
            type: 'ingress' as const,
            protocol: 'tcp' as const,
            ports: `${numberText(port)}/${numberText(port)}`,
            cidr,
            because: 'load balancers, their health checks and clients in the VPC',
          },
        ]),
      ),
    ),
    Vpc: { type: 'egress', cidr: vpcCidr, because: 'API server, other nodes and pods' },
    CloudServices: { type: 'egress', cidr: CLOUD_SERVICES, because: 'OSS, KMS, registry and logs inside the cloud' },
    ...(internetEgress && {
      Https: {
        type: 'egress',
        protocol: 'tcp',
        ports: '443/443',
        cidr: '0.0.0.0/0',
        because: 'through the NAT gateway',
      },
    }),
  };
  for (const [name, opening] of Object.entries(openings)) {
    new SecurityGroupRule(scope, `${id}${name}`, {
      securityGroupId: group.id,
      type: opening.type,
      ipProtocol: opening.protocol ?? 'all',
      portRange: opening.ports ?? '-1/-1',
      cidrIp: opening.cidr,
      sourceSecurityGroupId: opening.group,
      policy: 'accept',
      priority: 1,
      description: opening.because,
    });
  }
  // A basic group lets everything out that no rule drops.
  new SecurityGroupRule(scope, `${id}DropEgress`, {
    securityGroupId: group.id,
    type: 'egress',
    ipProtocol: 'all',
    portRange: '-1/-1',
    cidrIp: '0.0.0.0/0',
    policy: 'drop',
    priority: 100,
    description: 'everything else',
  });
  return group;
}

/**
 * Lets nodes call pods and webhooks of the cluster on other nodes: they are in the group of the cluster. Drivers on the network
 * of a node ask its DNS server, for example, which otherwise nobody answers.
 */
export function openToNodes(scope: Construct, clusterGroup: string, nodeGroup: SecurityGroup): void {
  new SecurityGroupRule(scope, 'NodesToPods', {
    securityGroupId: clusterGroup,
    type: 'ingress',
    ipProtocol: 'all',
    portRange: '-1/-1',
    sourceSecurityGroupId: nodeGroup.id,
    policy: 'accept',
    priority: 1,
    description: 'nodes of the pool to DNS, webhooks and pods',
  });
}
