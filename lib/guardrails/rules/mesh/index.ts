import { anyPath } from './any-path';
import { anyPrincipal } from './any-principal';
import { authorizationMissing } from './authorization-missing';
import { clientTls } from './client-tls';
import { excludedPorts } from './excluded-ports';
import { injectionOff } from './injection-off';
import { meshCni } from './mesh-cni';
import { meshMissing } from './mesh-missing';
import { meshOutbound } from './mesh-outbound';
import { meshPublicAddress } from './mesh-public-address';
import { mtlsStrict } from './mtls-strict';
import { outboundAny } from './outbound-any';
import { outsideNotHeld } from './outside-not-held';
import { probeRewrite } from './probe-rewrite';
import { Rule } from '../rule';

export const MESH_RULES: readonly Rule[] = [
  injectionOff,
  excludedPorts,
  probeRewrite,
  mtlsStrict,
  anyPrincipal,
  anyPath,
  clientTls,
  outboundAny,
  meshPublicAddress,
  meshCni,
  meshOutbound,
  meshMissing,
  authorizationMissing,
  outsideNotHeld,
];
