import { isCaptured } from '../../../lib/effective/mesh/capture';

const ENABLED = { 'istio-injection': 'enabled' };

test.each([
  [{}, ENABLED, true],
  [{}, { 'istio.io/rev': 'stable' }, true],
  [{}, { 'istio-injection': 'disabled', 'istio.io/rev': 'stable' }, false],
  [{}, { 'istio.io/dataplane-mode': 'ambient' }, true],
  [{}, {}, false],
  [{}, undefined, true],
  [{ labels: { 'sidecar.istio.io/inject': 'true' } }, {}, true],
  [{ labels: { 'sidecar.istio.io/inject': 'false' } }, ENABLED, false],
  [{ annotations: { 'sidecar.istio.io/inject': 'false' } }, ENABLED, false],
  [{ labels: { 'istio.io/dataplane-mode': 'none' } }, { 'istio.io/dataplane-mode': 'ambient' }, false],
  [{ annotations: { 'sidecar.istio.io/interceptionMode': 'NONE' } }, ENABLED, false],
  [{ annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '8000' } }, ENABLED, false],
  [{ annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '' } }, ENABLED, true],
])('a pod with %j in a namespace with %j is captured: %s', (metadata, namespace, captured) => {
  expect(isCaptured(metadata, namespace)).toBe(captured);
});
