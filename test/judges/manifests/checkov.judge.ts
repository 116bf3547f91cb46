import { CHECKOV } from './known-conflicts';
import { kubernetesExamples, manifestFiles } from '../cluster/example-output';
import { checkov, installCheckov } from '../support/checkov';
import { judge, PYTHON } from '../support/judge';

judge('checkov', [PYTHON], () => {
  const seen = new Set<string>();

  beforeAll(installCheckov);

  test.each(kubernetesExamples())('example %s has no finding that is not explained', (example) => {
    const { results, summary } = checkov('kubernetes', manifestFiles(example));
    expect(summary).toMatchObject({ parsing_errors: 0 });
    expect(summary.passed).toBeGreaterThan(0);
    const open = results.failed_checks.filter(({ check_id: id }) => {
      seen.add(id);
      return !CHECKOV.some(({ check }) => check === id);
    });
    expect(open.map(({ check_id: id, resource }) => `${id} ${resource}`)).toEqual([]);
  });

  test('every explanation is still needed', () => {
    expect(CHECKOV.filter(({ check }) => !seen.has(check))).toEqual([]);
  });
});
