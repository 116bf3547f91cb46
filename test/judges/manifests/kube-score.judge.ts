import { spawnSync } from 'node:child_process';
import { KUBE_SCORE } from './known-conflicts';
import { kubernetesExamples, manifestFiles } from '../cluster/example-output';
import { goInstall } from '../support/go';
import { GO, judge } from '../support/judge';

judge('kube-score', [GO], () => {
  const seen = new Set<string>();
  let kubeScore: string;

  beforeAll(() => {
    kubeScore = goInstall('github.com/zegl/kube-score/cmd/kube-score', 'v1.20.0');
  });

  /** Findings as `[CRITICAL] name kind: (container) text`. */
  const findings = (files: string[]) =>
    spawnSync(kubeScore, ['score', '--output-format', 'ci', ...files], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => /^\[(CRITICAL|WARNING)\]/.test(line));

  test.each(kubernetesExamples())('example %s has no finding that is not explained', (example) => {
    const open = findings(manifestFiles(example)).filter((line) => {
      const known = KUBE_SCORE.find(({ check }) => line.includes(check));
      seen.add(known?.check ?? '');
      return known === undefined;
    });
    expect(open).toEqual([]);
  });

  test('every explanation is still needed', () => {
    expect(KUBE_SCORE.filter(({ check }) => !seen.has(check))).toEqual([]);
  });
});
