import { defaultDeny } from './default-deny';
import { egressAnywhere } from './egress-anywhere';
import { externalIps } from './external-ips';
import { externalName } from './external-name';
import { gatewayTls } from './gateway-tls';
import { ingressAnywhere } from './ingress-anywhere';
import { ingressTls } from './ingress-tls';
import { loadBalancerProbes } from './load-balancer-probes';
import { metadataAddress } from './metadata-address';
import { nodePort } from './node-port';
import { podRange } from './pod-range';
import { policyBudget } from './policy-budget';
import { policyTypes } from './policy-types';
import { publicLoadBalancer } from './public-load-balancer';
import { uncoveredWorkload } from './uncovered-workload';
import { Rule } from '../rule';

export const NETWORK_RULES: readonly Rule[] = [
  metadataAddress,
  egressAnywhere,
  ingressAnywhere,
  podRange,
  policyTypes,
  nodePort,
  publicLoadBalancer,
  externalIps,
  externalName,
  ingressTls,
  gatewayTls,
  defaultDeny,
  uncoveredWorkload,
  policyBudget,
  loadBalancerProbes,
];
