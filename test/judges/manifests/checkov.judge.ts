import { resolve } from 'node:path';
import { CHECKOV } from './known-conflicts';
import { kubernetesExamples, manifestFiles } from '../cluster/example-output';
import { checkov, CheckovReport, CheckovResult, installCheckov } from '../support/checkov';
import { judge, PYTHON } from '../support/judge';

judge('checkov', [PYTHON], () => {
  const seen = new Set<string>();
  let report: CheckovReport;

  beforeAll(() => {
    installCheckov();
    // of all together, since it takes ten seconds to start
    report = checkov('kubernetes', kubernetesExamples().flatMap(manifestFiles));
  });

  test('every file is read', () => {
    expect(report.summary).toMatchObject({ parsing_errors: 0 });
  });

  test.each(kubernetesExamples())('example %s has no finding that is not explained', (example) => {
    const files = manifestFiles(example).map((file) => resolve(file));
    const isOfIt = ({ file_abs_path: file }: CheckovResult) => files.includes(resolve(file));
    expect(report.results.passed_checks.filter(isOfIt).length).toBeGreaterThan(0);
    const open = report.results.failed_checks.filter(isOfIt).filter(({ check_id: id }) => {
      seen.add(id);
      return !CHECKOV.some(({ check }) => check === id);
    });
    expect(open.map(({ check_id: id, resource }) => `${id} ${resource}`)).toEqual([]);
  });

  test('every explanation is still needed', () => {
    expect(CHECKOV.filter(({ check }) => !seen.has(check))).toEqual([]);
  });
});
