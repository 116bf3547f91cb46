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
      runPython(['-m', 'pip', 'install', '--disable-pip-version-check', ...target, ...this.requirements]);
      writeFileSync(complete, '');
    }
  }

  /** Runs a script or module; throws with what it wrote to stderr if it fails. */
  public run(args: readonly string[], input = ''): string {
    return runPython(args, input, { PYTHONPATH: this.directory });
  }

  /** Folder of the programs that packages bring. */
  public get programs(): string {
    return join(this.directory, 'bin');
  }

  /** A file that packages bring. */
  public path(file: string): string {
    return join(this.directory, file);
  }

  /** Whether a script or module succeeds. */
  public succeeds(args: readonly string[]): boolean {
    return spawn(args, '', { PYTHONPATH: this.directory }).status === 0;
  }
}

/** Runs a script or module with limits of memory and time; throws with what it wrote to stderr if it fails. */
export function runPython(args: readonly string[], input = '', env: Record<string, string> = {}): string {
  const { status, stdout, stderr, error } = spawn(args, input, env);
  if (status !== 0) {
    throw new Error(`python3 ${args.join(' ')}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

/** What a program of others may take; one that takes more fails, and says so. */
const MOST_MEMORY_KIB = 2 * 1024 * 1024;
const MOST_PROCESSOR_SECONDS = 1800;
const LIMITS = `ulimit -c 0 && ulimit -v ${MOST_MEMORY_KIB} && ulimit -t ${MOST_PROCESSOR_SECONDS} && exec python3 "$@"`;
/** Each thread of OpenBLAS reserves memory that counts towards the limit. */
const ONE_THREAD = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };

function spawn(args: readonly string[], input: string, env: Record<string, string>) {
  const options = {
    input,
    encoding: 'utf8' as const,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...ONE_THREAD, ...env },
    timeout: 2 * MOST_PROCESSOR_SECONDS * 1000,
  };
  return spawnSync('sh', ['-c', LIMITS, 'python3', ...args], options);
}
