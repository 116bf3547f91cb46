import { Chart, Testing } from 'cdk8s';
import { JsonPatch, newChart, newService, podSpec } from './fixtures';

const MODEL_IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/qwen3@sha256:${'0a'.repeat(32)}`;

const POD = '/spec/template/spec';

/** What cdk8s-plus-28 drops in silence, since its serializer knows Kubernetes 1.28 only. */
test.each<[string, string, unknown]>([
  ['AppArmor', '/securityContext/appArmorProfile', { type: 'RuntimeDefault' }],
  ['supplementalGroupsPolicy', '/securityContext/supplementalGroupsPolicy', 'Merge'],
  ['image volumes', '/volumes/0', { name: 'model-image', image: { reference: MODEL_IMAGE } }],
  ['pod-level resources', '/resources', { limits: { memory: '64Gi' } }],
  ['plain GPU quantities', '/containers/0/resources/limits/nvidia.com~1gpu', 4],
])('a patch of %s survives serialisation', (_, pointer, value) => {
  const chart = newChart();
  const service = newService({}, chart);
  service.patch('Deployment', JsonPatch.add(POD + pointer, value));
  const written = Testing.synth(chart).find((object: any) => object.kind === 'Deployment');
  const path = (POD + pointer)
    .split('/')
    .slice(1)
    .map((key) => key.replace('~1', '/'));
  expect(path.reduce((object, key) => object[key], written)).toEqual(value);
});

test('a patch is applied last: it sees and wins over everything else', () => {
  const service = newService();
  service.patch('Deployment', JsonPatch.test(`${POD}/enableServiceLinks`, false));
  service.patch('Deployment', JsonPatch.replace(`${POD}/terminationGracePeriodSeconds`, 45));
  expect(podSpec(service).terminationGracePeriodSeconds).toBe(45);
});

test('a patch of a kind that the service does not have is refused with the kinds that it has', () => {
  expect(() => newService().patch('DaemonSet', JsonPatch.add('/spec', {}))).toThrow(
    /\[llm\/Qwen\] service has no object of this kind: got "DaemonSet"; allowed: ServiceAccount, Deployment, /,
  );
});

test('a field that Kubernetes does not know stops the synthesis, with the nearest name', () => {
  const chart = newChart();
  newService({}, chart).patch('Deployment', JsonPatch.add(`${POD}/containers/0/securityContex`, {}));
  expect(() => synthesize(chart)).toThrow(
    'Deployment has a field that kubernetes 1.37.2 does not know: got "spec.template.spec.containers[0].securityContex"',
  );
});

test('a patch that makes a container privileged stops the synthesis', () => {
  const chart = newChart();
  newService({}, chart).patch('Deployment', JsonPatch.add(`${POD}/containers/0/securityContext/privileged`, true));
  expect(() => synthesize(chart)).toThrow(/\[llm\/Qwen\/Deployment\] SAI-POD-\d+ .*containers\[0\]: .*privileged/);
});

test('a patch that holds a token of cdktf stops the synthesis', () => {
  const chart = newChart();
  newService({}, chart).patch('Service', JsonPatch.add('/metadata/annotations', { role: '${TfToken[TOKEN.7]}' }));
  expect(() => synthesize(chart)).toThrow(/\[llm\/Qwen\/Service\] SAI-ADM-011 .*placeholder of Terraform/);
});

function synthesize(chart: Chart): void {
  (chart.node.root as any).synth();
}
