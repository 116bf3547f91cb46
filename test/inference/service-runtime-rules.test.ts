import { Chart, JsonPatch } from 'cdk8s';
import { parse } from 'yaml';
import { image } from './engines/support';
import { newService } from './fixtures';
import { InferenceEngine, RuntimeSensor, ServiceRuntimeRules, ServiceRuntimeRulesProps } from '../../lib';

function rules(props: Partial<ServiceRuntimeRulesProps> = {}, service = newService()) {
  new ServiceRuntimeRules(Chart.of(service), 'Runtime', { service, ...props });
  return Chart.of(service).toJson() as any[];
}

test('policies of Tetragon stand beside the service, and rules of Falco where Falco runs', () => {
  const objects = rules();
  const policies = objects.filter(({ kind }) => kind === 'TracingPolicyNamespaced');
  expect(policies.map(({ metadata }) => metadata.name)).toContain('qwen-shell');
  expect(policies.every(({ metadata }) => metadata.namespace === 'inference')).toBe(true);

  const [file] = objects.filter(({ kind }) => kind === 'ConfigMap');
  expect(file.metadata).toMatchObject({ namespace: 'falco', name: 'inference-qwen-rules' });
  expect(parse(file.data['inference-qwen-rules.yaml'])[2].rule).toBe('inference/qwen miner-program');
});

test('sensors, the namespace of Falco and programs are chosen', () => {
  const objects = rules({ sensors: [RuntimeSensor.FALCO], falcoNamespace: 'security', programs: ['ffmpeg'] });
  expect(objects.filter(({ kind }) => kind === 'TracingPolicyNamespaced')).toEqual([]);
  const [file] = objects.filter(({ kind }) => kind === 'ConfigMap');
  expect(file.metadata.namespace).toBe('security');
  expect(file.data['inference-qwen-rules.yaml']).toContain('ffmpeg');
});

test('what Security Center is to deny is data for the cloud half, whichever sensors there are', () => {
  const service = newService();
  const { deniedActs } = new ServiceRuntimeRules(Chart.of(service), 'Runtime', { service, sensors: [] });
  expect(deniedActs.find(({ name }) => name === 'inference-qwen-shell-child')).toMatchObject({
    process: expect.stringContaining('*/bash|'),
    parentCommandLine: '*vllm serve /models/qwen3-8b*',
  });
});

test('ranges and programs that are none are refused', () => {
  expect(() => rules({ podCidrs: ['10.0.0.0'] })).toThrow(/range of pods/);
  expect(() => rules({ programs: ['/usr/bin/ffmpeg'] })).toThrow(/\[llm\/Runtime\] program must be a single file name/);
});

test('rules that no longer fit the service are an error', () => {
  const service = newService();
  new ServiceRuntimeRules(Chart.of(service), 'Runtime', { service });
  expect(Chart.of(service).node.findChild('Runtime').node.validate()).toEqual([]);
  service.patch('Deployment', JsonPatch.replace('/spec/template/spec/containers/0/name', 'engine'));
  expect(Chart.of(service).node.findChild('Runtime').node.validate()).toEqual([
    expect.stringContaining('service was changed after its runtime rules were made: container: got "engine"'),
  ]);
});

test('an engine that its image starts has rules too, with the programs that its profile names', () => {
  const engine = InferenceEngine.nim({ image: image('nim'), version: '2.1.6' });
  const [file] = rules({ sensors: [RuntimeSensor.FALCO] }, newService({ engine })).filter(
    ({ kind }) => kind === 'ConfigMap',
  );
  expect(file.data['inference-qwen-rules.yaml']).toContain('nginx');
  expect(file.data['inference-qwen-rules.yaml']).not.toContain('undefined');
});
