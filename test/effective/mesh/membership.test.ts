import { meshOf, podWith, Written } from './objects';

const ENABLED = { 'istio-injection': 'enabled' };
const AMBIENT = { 'istio.io/dataplane-mode': 'ambient' };
const opted = (value: string) => ({ 'sidecar.istio.io/inject': value });

test.each<[Written, string]>([
  [{}, 'sidecar'],
  [{ namespace: { 'istio.io/rev': 'stable' } }, 'sidecar'],
  [{ namespace: { 'istio-injection': 'disabled', 'istio.io/rev': 'stable' } }, 'none'],
  [{ namespace: { 'istio-injection': 'disabled' }, labels: opted('true') }, 'none'],
  [{ namespace: AMBIENT }, 'ambient'],
  [{ namespace: {}, labels: AMBIENT }, 'ambient'],
  [{ namespace: AMBIENT, labels: { 'istio.io/dataplane-mode': 'none' } }, 'none'],
  [{ namespace: { ...ENABLED, ...AMBIENT } }, 'sidecar'],
  [{ namespace: {} }, 'none'],
  [{ namespace: null }, 'sidecar'],
  [{ namespace: {}, labels: opted('true') }, 'sidecar'],
  [{ namespace: {}, labels: { 'istio.io/rev': 'canary' } }, 'sidecar'],
  [{ namespace: {}, annotations: opted('true') }, 'none'],
  [{ labels: opted('false') }, 'none'],
  [{ annotations: opted('false') }, 'none'],
  [{ annotations: opted('false'), labels: opted('true') }, 'sidecar'],
  [{ labels: opted('no') }, 'sidecar'],
  [{ spec: { hostNetwork: true } }, 'none'],
])('a pod with %j is in the mesh by: %s', (written, membership) => {
  expect(meshOf(podWith(written)).membership).toBe(membership);
});

const traffic = (key: string, value: string) => ({ [`traffic.sidecar.istio.io/${key}`]: value });
const PAST = /pass the proxy by/;

test.each<[Record<string, string>, RegExp | undefined]>([
  [{}, undefined],
  [{ 'sidecar.istio.io/interceptionMode': 'TPROXY' }, undefined],
  [{ 'sidecar.istio.io/interceptionMode': 'NONE' }, PAST],
  [{ 'proxy.istio.io/config': 'interceptionMode: NONE\n' }, PAST],
  [{ 'proxy.istio.io/config': '{"interceptionMode": "NONE"}' }, PAST],
  [{ 'proxy.istio.io/config': 'interceptionMode: TPROXY\n' }, undefined],
  [{ 'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: true\n' }, undefined],
  [{ 'proxy.istio.io/config': 'discoveryAddress: elsewhere:15012\n' }, /proxy\.istio\.io\/config makes another proxy/],
  [traffic('excludeInboundPorts', '8000'), PAST],
  [traffic('excludeInboundPorts', '9000,8000'), PAST],
  [traffic('excludeInboundPorts', '9000'), undefined],
  [traffic('excludeInboundPorts', ''), undefined],
  [traffic('includeInboundPorts', '*'), undefined],
  [traffic('includeInboundPorts', '8000'), undefined],
  [traffic('includeInboundPorts', ''), PAST],
  [{ ...traffic('includeInboundPorts', '8000'), ...traffic('excludeInboundPorts', '8000') }, undefined],
  [traffic('excludeInterfaces', 'eth0'), PAST],
  [{ 'sidecar.istio.io/proxyImage': 'evil/proxy' }, /proxyImage makes another proxy/],
  [{ 'inject.istio.io/templates': 'grpc-agent' }, /templates makes another proxy/],
  [{ 'inject.istio.io/templates': 'sidecar' }, undefined],
])('with annotations %j, in the way of port 8000 is: %s', (annotations, obstacle) => {
  const found = meshOf(podWith({ annotations })).obstacle(8000);
  expect(found ?? '').toMatch(obstacle ?? /^$/);
});

test('ztunnel does not see what passes it by, and reads no annotation of sidecars', () => {
  const ambient = (annotations: Record<string, string>) => meshOf(podWith({ namespace: AMBIENT, annotations }));
  expect(ambient({ 'ambient.istio.io/bypass-inbound-capture': 'true' }).isInTheWay(8000)).toBe(false);
  expect(ambient({ 'sidecar.istio.io/interceptionMode': 'NONE' }).isInTheWay(8000)).toBe(true);
});
