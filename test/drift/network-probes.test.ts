import { Testing } from 'cdk8s';
import { NetworkProbe } from '../../lib';
import { probeResult } from '../../lib/drift/network-probes';
import { IMAGE, newChart } from '../inference/fixtures';

const chart = newChart();
new NetworkProbe(chart, 'Probe', { image: IMAGE, serverCidrs: ['192.168.7.0/24'] });
const objects: any[] = Testing.synth(chart);

const COMPLETE = [
  { type: 'SuccessCriteriaMet', status: 'True' },
  { type: 'Complete', status: 'True' },
];
const failed = (reason: string) => [{ type: 'Failed', status: 'True', reason }];

/** What is found of a job of the example that has conditions. */
function found(side: string, conditions?: object[]) {
  const object = objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.includes(side));
  const { drifts, passedOver } = probeResult({ object, file: 'a.yaml' }, { ...object, status: { conditions } });
  return [...drifts.map(({ id, severity }) => `${severity} ${id}`), ...passedOver];
}

test.each<[string, string, object[] | undefined, unknown[]]>([
  ['denied, and got nowhere', 'denied', COMPLETE, []],
  ['denied, and got through', 'denied', failed('PodFailurePolicy'), ['critical network-policy-not-enforced']],
  ['denied, and did not run', 'denied', failed('DeadlineExceeded'), ['medium network-policy-unproven']],
  ['allowed, and got through', 'allowed', COMPLETE, []],
  ['allowed, and got nowhere', 'allowed', failed('PodFailurePolicy'), ['medium network-policy-unproven']],
  ['still running', 'denied', undefined, [expect.stringMatching(/^Job\/.*denied-\w+: the probe has not ended$/)]],
])('%s', (_, side, conditions, expected) => {
  expect(found(side, conditions)).toEqual(expected);
});

test('a job that is gone, another job, and what is no job say nothing', () => {
  const job = objects.find(({ kind }) => kind === 'Job');
  const other = { ...job, spec: { template: { metadata: {}, spec: { containers: [] } } } };
  const policy = objects.find(({ kind }) => kind === 'NetworkPolicy');
  for (const [object, actual] of [
    [job, undefined],
    [other, other],
    [policy, policy],
  ]) {
    expect(probeResult({ object, file: 'a.yaml' }, actual)).toEqual({ drifts: [], passedOver: [] });
  }
});
