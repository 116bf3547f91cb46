import { spawnSync } from 'node:child_process';
import { kubernetesExamples, manifestFiles } from '../cluster/example-output';
import { installIstioctl } from '../support/istio';
import { GO, judge } from '../support/judge';

judge('istioctl analyze', [GO], () => {
  let istioctl: string;

  beforeAll(() => {
    istioctl = installIstioctl();
  });

  const analyze = (args: string[], input?: string) =>
    spawnSync(istioctl, ['analyze', '--use-kube=false', ...args], { encoding: 'utf8', input });

  test.each(kubernetesExamples())('example %s has no finding', (example) => {
    const { status, stdout, stderr } = analyze(manifestFiles(example));
    expect({ status, output: stdout + stderr }).toEqual({
      status: 0,
      output: expect.stringContaining('No validation issues found'),
    });
  });

  test('finds a policy that it cannot read', () => {
    const policy = {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'broken', namespace: 'default' },
      spec: { mtls: { mode: 'SOMETIMES' } },
    };
    expect(analyze(['-'], JSON.stringify(policy)).status).not.toBe(0);
  });
});
