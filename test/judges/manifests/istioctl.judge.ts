import { spawnSync } from 'node:child_process';
import { kubernetesExamples, manifestFiles } from '../cluster/example-output';
import { goInstall } from '../support/go';
import { GO, judge } from '../support/judge';

/** Istio has no tags that the module proxy takes for its versions; this commit is of August 2026. */
const VERSION = 'v0.0.0-20260827124520-eed52ebb66ad';

judge('istioctl analyze', [GO], () => {
  let istioctl: string;

  beforeAll(() => {
    istioctl = goInstall('istio.io/istio/istioctl/cmd/istioctl', VERSION);
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
