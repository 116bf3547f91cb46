import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively, JUDGES } from './exclusively';

const VERSION = '3.3.30';
const VENV = join(JUDGES, `checkov-${VERSION}`);
export const CHECKOV = join(VENV, 'bin/checkov');

/** What one check says about one object. */
export interface CheckovResult {
  readonly check_id: string;
  readonly resource: string;
  readonly file_abs_path: string;
}

/** What checkov says about files. */
export interface CheckovReport {
  readonly results: Readonly<Record<'passed_checks' | 'failed_checks', CheckovResult[]>>;
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

/** Installs checkov at a fixed version, once. */
export function installCheckov(): void {
  exclusively(() => {
    if (!existsSync(CHECKOV)) {
      run('python3', ['-m', 'venv', VENV]);
      run(join(VENV, 'bin/pip'), ['install', '--quiet', `checkov==${VERSION}`]);
    }
  });
}

/** Runs the checks of one framework: `kubernetes` or `terraform_json`. */
export function checkov(framework: string, files: readonly string[]): CheckovReport {
  const args = ['--framework', framework, '--output', 'json', ...files.flatMap((file) => ['--file', file])];
  const { stdout } = spawnSync(CHECKOV, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(stdout) as CheckovReport;
}

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  }
}
