import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGES } from './go';

/** Published Python packages in a folder of their own. Installed once for a list of versions. */
export class PythonPackages {
  private readonly directory: string;

  public constructor(private readonly requirements: readonly string[]) {
    const key = createHash('sha256').update(requirements.join('\n')).digest('hex').slice(0, 12);
    this.directory = join(JUDGES, `python-${key}`);
    const complete = join(this.directory, 'complete');
    if (!existsSync(complete)) {
      mkdirSync(this.directory, { recursive: true });
      const target = ['--target', this.directory, '--upgrade', '--only-binary=:all:', '--quiet'];
      run(['-m', 'pip', 'install', '--disable-pip-version-check', ...target, ...this.requirements]);
      writeFileSync(complete, '');
    }
  }

  /** Runs a script or module; throws with what it wrote to stderr if it fails. */
  public run(args: readonly string[], input = ''): string {
    return run(args, input, { PYTHONPATH: this.directory });
  }

  /** Folder of the programs that packages bring. */
  public get programs(): string {
    return join(this.directory, 'bin');
  }

  /** Whether a script or module succeeds. */
  public succeeds(args: readonly string[]): boolean {
    return spawn(args, '', { PYTHONPATH: this.directory }).status === 0;
  }
}

function run(args: readonly string[], input = '', env: Record<string, string> = {}): string {
  const { status, stdout, stderr, error } = spawn(args, input, env);
  if (status !== 0) {
    throw new Error(`python3 ${args.join(' ')}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

function spawn(args: readonly string[], input: string, env: Record<string, string>) {
  const options = { input, encoding: 'utf8' as const, maxBuffer: 256 * 1024 * 1024, env: { ...process.env, ...env } };
  return spawnSync('python3', args, options);
}
