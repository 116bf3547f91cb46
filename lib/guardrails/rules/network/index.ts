import { acsNetworkPolicy } from './acs-network-policy';
import { adminAllow } from './admin-allow';
import { albIngressPublic } from './alb-ingress-public';
import { albPublic } from './alb-public';
import { asmGateway } from './asm-gateway';
import { defaultDeny } from './default-deny';
import { egressAnywhere } from './egress-anywhere';
import { egressEveryPod } from './egress-every-pod';
import { endpointMetadata } from './endpoint-metadata';
import { endpointsByHand } from './endpoints-by-hand';
import { envoyGatewayCode } from './envoy-gateway-code';
import { envoyGatewayFilter } from './envoy-gateway-filter';
import { envoyGatewaySecurity } from './envoy-gateway-security';
import { envoyProxy } from './envoy-proxy';
import { externalIps } from './external-ips';
import { externalName } from './external-name';
import { gatewayPassthrough } from './gateway-passthrough';
import { gatewayRoutesFromAll } from './gateway-routes-from-all';
import { gatewayTls } from './gateway-tls';
import { ingressAnnotations } from './ingress-annotations';
import { ingressAnywhere } from './ingress-anywhere';
import { ingressSnippet } from './ingress-snippet';
import { ingressTls } from './ingress-tls';
import { loadBalancerDoors } from './load-balancer-doors';
import { loadBalancerProbes } from './load-balancer-probes';
import { metadataAddress } from './metadata-address';
import { nodePort } from './node-port';
import { podAddressObject } from './pod-address-object';
import { podNetworkDoors } from './pod-network-doors';
import { podNetworking } from './pod-networking';
import { podRange } from './pod-range';
import { policyBudget } from './policy-budget';
import { policyTypes } from './policy-types';
import { publicLoadBalancer } from './public-load-balancer';
import { referenceGrant } from './reference-grant';
import { routeBelowHttp } from './route-below-http';
import { routeChangesRequests } from './route-changes-requests';
import { routeMirrors } from './route-mirrors';
import { routeTargets } from './route-targets';
import { starvedSidecar } from './starved-sidecar';
import { sumOfRanges } from './sum-of-ranges';
import { uncoveredWorkload } from './uncovered-workload';
import { unknownPodAnnotation } from './unknown-pod-annotation';
import { unknownPolicyKind } from './unknown-policy-kind';
import { unknownRouteKind } from './unknown-route-kind';
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
  envoyProxy,
  envoyGatewayCode,
  envoyGatewaySecurity,
  referenceGrant,
  acsNetworkPolicy,
  egressEveryPod,
  gatewayRoutesFromAll,
  podAddressObject,
  unknownRouteKind,
  routeMirrors,
  routeBelowHttp,
  endpointsByHand,
  gatewayPassthrough,
  routeChangesRequests,
  routeTargets,
  envoyGatewayFilter,
  ingressAnnotations,
];
