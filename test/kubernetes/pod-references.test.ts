import { Testing } from 'cdk8s';
import { NetworkProbe, PodReferences, VerifiedModel, Workload } from '../../lib';
import { podsOf } from '../../lib/objects/pods';
import { IMAGE, newChart, newService } from '../inference/fixtures';
import { VERIFIED_MODEL } from '../inference/verified-model-props';

const REFERENCES: PodReferences = { priorityClassName: 'inference', imagePullSecrets: ['harbor', 'mirror'] };
const PROBE = { image: IMAGE, serverCidrs: ['192.168.7.0/24'] };

function podSpecs(references: PodReferences, workload = Workload.deployment()): any[] {
  const chart = newChart();
  newService({ ...references, workload }, chart);
  new VerifiedModel(chart, 'Model', { ...VERIFIED_MODEL, ...references });
  new NetworkProbe(chart, 'Probe', { ...PROBE, ...references });
  return Testing.synth(chart).flatMap((object: any) => podsOf(object).map(({ spec }) => spec));
}

test.each([
  ['Deployment', Workload.deployment(), 1],
  ['LeaderWorkerSet', Workload.leaderWorkerSet({ size: 2 }), 2],
  ['InferenceService', Workload.kserve(), 1],
])('every pod beside a %s names priority class and secrets', (_, workload, pods) => {
  const specs = podSpecs(REFERENCES, workload);
  expect(specs).toHaveLength(pods + 4);
  for (const spec of specs) {
    expect(spec).toMatchObject({
      priorityClassName: 'inference',
      imagePullSecrets: [{ name: 'harbor' }, { name: 'mirror' }],
    });
  }
});

test('by default pods name neither', () => {
  for (const spec of podSpecs({ imagePullSecrets: [] })) {
    expect(Object.keys(spec)).not.toEqual(expect.arrayContaining(['priorityClassName']));
    expect(Object.keys(spec)).not.toEqual(expect.arrayContaining(['imagePullSecrets']));
  }
});

test.each<[PodReferences, string]>([
  [{ priorityClassName: 'system-node-critical' }, 'priority class is one of the system'],
  [{ priorityClassName: 'Not A Name' }, 'name of a PriorityClass or Secret is not valid: got "Not A Name"'],
  [{ priorityClassName: '' }, 'name of a PriorityClass or Secret is not valid: got ""'],
  [{ imagePullSecrets: ['{"auths":{}}'] }, 'name of a PriorityClass or Secret is not valid'],
  [{ imagePullSecrets: ['${TfToken[TOKEN.0]}'] }, 'holds a cdktf token'],
])('%j is refused by every construct with pods', (references, message) => {
  expect(() => newService(references)).toThrow(message);
  expect(() => new VerifiedModel(newChart(), 'M', { ...VERIFIED_MODEL, ...references })).toThrow(message);
  expect(() => new NetworkProbe(newChart(), 'P', { ...PROBE, ...references })).toThrow(message);
});
