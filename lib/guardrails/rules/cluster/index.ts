import { certificatesInState } from './certificates-in-state';
import { deletionProtection } from './deletion-protection';
import { egressAny } from './egress-any';
import { forwardEntry } from './forward-entry';
import { gatewayEndpoint } from './gateway-endpoint';
import { internetIngressAddon } from './internet-ingress-addon';
import { nasAccess } from './nas-access';
import { natGateway } from './nat-gateway';
import { openDatabase } from './open-database';
import { policyAddons } from './policy-addons';
import { publicControlPlaneEndpoint } from './public-control-plane-endpoint';
import { publicEndpoint } from './public-endpoint';
import { publicLoadBalancer } from './public-load-balancer';
import { rrsa } from './rrsa';
import { secretEncryption } from './secret-encryption';
import { securityGroup } from './security-group';
import { serverlessPublicEndpoint } from './serverless-public-endpoint';
import { terwayAddonNetworkPolicy } from './terway-addon-network-policy';
import { terwayNetworkPolicy } from './terway-network-policy';
import { Rule } from '../rule';

export const CLUSTER_RULES: readonly Rule[] = [
  publicEndpoint,
  secretEncryption,
  deletionProtection,
  terwayNetworkPolicy,
  terwayAddonNetworkPolicy,
  rrsa,
  natGateway,
  certificatesInState,
  securityGroup,
  policyAddons,
  publicControlPlaneEndpoint,
  serverlessPublicEndpoint,
  publicLoadBalancer,
  internetIngressAddon,
  forwardEntry,
  nasAccess,
  openDatabase,
  egressAny,
  gatewayEndpoint,
];
