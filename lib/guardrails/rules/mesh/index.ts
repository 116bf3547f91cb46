import { anyPath } from './any-path';
import { anyPrincipal } from './any-principal';
import { authorizationMissing } from './authorization-missing';
import { captureOff } from './capture-off';
import { clientTls } from './client-tls';
import { clientTlsMisfit } from './client-tls-misfit';
import { controlPlaneChecksOff } from './control-plane-checks-off';
import { corsAnyOrigin } from './cors-any-origin';
import { dryRun } from './dry-run';
import { egressHostsAny } from './egress-hosts-any';
import { excludedPorts } from './excluded-ports';
import { exportedToAll } from './exported-to-all';
import { filtersAdded } from './filters-added';
import { filtersRemoved } from './filters-removed';
import { hostRedirected } from './host-redirected';
import { injectionOff } from './injection-off';
import { istioGatewayPassthrough } from './istio-gateway-passthrough';
import { istioGatewayTls } from './istio-gateway-tls';
import { meshCni } from './mesh-cni';
import { meshConfigOutbound } from './mesh-config-outbound';
import { meshConfigWeakened } from './mesh-config-weakened';
import { meshInjectionWeakened } from './mesh-injection-weakened';
import { meshMissing } from './mesh-missing';
import { meshOutbound } from './mesh-outbound';
import { meshPublicAddress } from './mesh-public-address';
import { mirrorOutside } from './mirror-outside';
import { mirroredElsewhere } from './mirrored-elsewhere';
import { mtlsStrict } from './mtls-strict';
import { outboundAny } from './outbound-any';
import { outsideInClear } from './outside-in-clear';
import { outsideNotHeld } from './outside-not-held';
import { probeRewrite } from './probe-rewrite';
import { proxyChanged } from './proxy-changed';
import { proxyConfig } from './proxy-config';
import { requestsChanged } from './requests-changed';
import { routedOutside } from './routed-outside';
import { serviceEntryWide } from './service-entry-wide';
import { targetMissing } from './target-missing';
import { tokenKeys } from './token-keys';
import { tokenNotRequired } from './token-not-required';
import { tunneled } from './tunneled';
import { wasmPlugin } from './wasm-plugin';
import { waypointOff } from './waypoint-off';
import { workloadEntry } from './workload-entry';
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
  proxyChanged,
  filtersRemoved,
  istioGatewayTls,
  serviceEntryWide,
  tokenKeys,
  mirrorOutside,
  captureOff,
  wasmPlugin,
  dryRun,
  proxyConfig,
  exportedToAll,
  egressHostsAny,
  filtersAdded,
  workloadEntry,
  routedOutside,
  corsAnyOrigin,
  outsideInClear,
  waypointOff,
  hostRedirected,
  tunneled,
  meshConfigOutbound,
  meshConfigWeakened,
  meshInjectionWeakened,
  controlPlaneChecksOff,
  istioGatewayPassthrough,
  requestsChanged,
  mirroredElsewhere,
  clientTlsMisfit,
  tokenNotRequired,
  targetMissing,
];
