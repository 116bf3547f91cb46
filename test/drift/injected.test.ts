import { withDeclaredProbes } from '../../lib/drift/injected';

const agent = (path: string, port = 15020) => ({ httpGet: { path, port, scheme: 'HTTP' } });
const podOf = (probes: object) => ({ containers: [{ name: 'engine', ...probes }], volumes: [] });

test.each([
  ['httpGet', { httpGet: { path: '/health', port: 8000 } }],
  ['grpc', { grpc: { port: 9003 } }],
  ['tcpSocket', { tcpSocket: { port: 8000 } }],
])('a probe by %s that the agent of the sidecar answers is the one of the template', (_, handler) => {
  const template = podOf({ livenessProbe: handler, startupProbe: { ...handler, failureThreshold: 9 } });
  const running = podOf({
    livenessProbe: { ...agent('/app-health/engine/livez'), periodSeconds: 3 },
    startupProbe: agent('/app-health/engine/startupz'),
  });
  expect(withDeclaredProbes(template, running)).toEqual(
    podOf({ livenessProbe: { ...handler, periodSeconds: 3 }, startupProbe: handler }),
  );
});

test.each([
  ['another container', agent('/app-health/other/livez')],
  ['another probe', agent('/app-health/engine/readyz')],
  ['another port', agent('/app-health/engine/livez', 15021)],
  ['nobody', { exec: { command: ['true'] } }],
])('a probe that %s answers stays as it runs', (_, livenessProbe) => {
  const template = podOf({ livenessProbe: { grpc: { port: 9003 } } });
  expect(withDeclaredProbes(template, podOf({ livenessProbe }))).toEqual(podOf({ livenessProbe }));
});

test('a command, which Istio leaves alone, is not taken for the agent', () => {
  const running = podOf({ livenessProbe: agent('/app-health/engine/livez') });
  expect(withDeclaredProbes(podOf({ livenessProbe: { exec: { command: ['true'] } } }), running)).toEqual(running);
});
