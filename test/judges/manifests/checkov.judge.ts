import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOV } from './known-conflicts';
import { kubernetesExamples, manifestFiles } from '../cluster/example-output';
import { JUDGES } from '../support/go';
import { judge, PYTHON } from '../support/judge';

const VERSION = '3.3.30';
const VENV = join(JUDGES, `checkov-${VERSION}`);

interface Report {
  readonly results: { readonly failed_checks: { readonly check_id: string; readonly resource: string }[] };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

judge('checkov', [PYTHON], () => {
  const seen = new Set<string>();
  const checkov = join(VENV, 'bin/checkov');

  beforeAll(() => {
    if (!existsSync(checkov)) {
      run('python3', ['-m', 'venv', VENV]);
      run(join(VENV, 'bin/pip'), ['install', '--quiet', `checkov==${VERSION}`]);
    }
  });

  test.each(kubernetesExamples())('example %s has no finding that is not explained', (example) => {
    const files = manifestFiles(example).flatMap((file) => ['--file', file]);
    const { stdout } = spawnSync(checkov, ['--framework', 'kubernetes', '--output', 'json', ...files], {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    const { results, summary } = JSON.parse(stdout) as Report;
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

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  }
}
