import { adminAllow } from './admin-allow';
import { albIngressPublic } from './alb-ingress-public';
import { albPublic } from './alb-public';
import { asmGateway } from './asm-gateway';
import { defaultDeny } from './default-deny';
import { egressAnywhere } from './egress-anywhere';
import { endpointMetadata } from './endpoint-metadata';
import { externalIps } from './external-ips';
import { externalName } from './external-name';
import { gatewayTls } from './gateway-tls';
import { ingressAnywhere } from './ingress-anywhere';
import { ingressSnippet } from './ingress-snippet';
import { ingressTls } from './ingress-tls';
import { loadBalancerDoors } from './load-balancer-doors';
import { loadBalancerProbes } from './load-balancer-probes';
import { metadataAddress } from './metadata-address';
import { nodePort } from './node-port';
import { podNetworkDoors } from './pod-network-doors';
import { podNetworking } from './pod-networking';
import { podRange } from './pod-range';
import { policyBudget } from './policy-budget';
import { policyTypes } from './policy-types';
import { publicLoadBalancer } from './public-load-balancer';
import { starvedSidecar } from './starved-sidecar';
import { sumOfRanges } from './sum-of-ranges';
import { uncoveredWorkload } from './uncovered-workload';
import { unknownPodAnnotation } from './unknown-pod-annotation';
import { unknownPolicyKind } from './unknown-policy-kind';
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
  sumOfRanges,
  unknownPolicyKind,
  adminAllow,
  endpointMetadata,
  ingressSnippet,
  podNetworkDoors,
  unknownPodAnnotation,
  loadBalancerDoors,
  albPublic,
  albIngressPublic,
  asmGateway,
  podNetworking,
  starvedSidecar,
];
