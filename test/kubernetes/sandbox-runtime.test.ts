import { App, Chart, Testing } from 'cdk8s';
import { Isolation, SandboxRuntime, SandboxRuntimeClass } from '../../lib';
import { newService, podSpec } from '../inference/fixtures';

const NODES = { nodeLabels: { 'example.com/runtime': 'kata' } };

function synthesize(runtime: SandboxRuntime): any {
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'platform');
  new SandboxRuntimeClass(chart, 'Sandbox', runtime);
  return chart.toJson()[0];
}

test.each([
  ['kata', SandboxRuntime.kata(NODES), 'kata', { cpu: '250m', memory: '160Mi' }],
  ['gvisor', SandboxRuntime.gvisor(NODES), 'runsc', { cpu: '100m', memory: '64Mi' }],
])('the RuntimeClass of %s has a handler, an overhead and its nodes', (name, runtime, handler, podFixed) => {
  expect(synthesize(runtime)).toMatchObject({
    apiVersion: 'node.k8s.io/v1',
    metadata: { name },
    handler,
    overhead: { podFixed },
    scheduling: { nodeSelector: NODES.nodeLabels },
  });
});

test('names, handler and overhead of an installation are taken over', () => {
  const overhead = { cpu: '500m', memory: '512Mi' };
  const runtime = SandboxRuntime.kata({ ...NODES, name: 'kata-gpu', handler: 'kata-qemu-nvidia-gpu', overhead });
  expect(synthesize(runtime)).toMatchObject({
    metadata: { name: 'kata-gpu' },
    handler: 'kata-qemu-nvidia-gpu',
    overhead: { podFixed: overhead },
  });
});

test('the RuntimeClass that ACK makes is not made again', () => {
  expect(() => synthesize(SandboxRuntime.RUNV)).toThrow('[platform/Sandbox] RuntimeClass is made by the platform');
});

test('a service refers to its sandbox by name and lands on its nodes', () => {
  const runtime = SandboxRuntime.gvisor({ ...NODES, name: 'sandbox' });
  expect(podSpec(newService({ isolation: Isolation.sandboxed(runtime) }))).toMatchObject({
    runtimeClassName: 'sandbox',
    nodeSelector: NODES.nodeLabels,
  });
});
