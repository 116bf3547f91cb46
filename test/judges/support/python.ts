import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively, JUDGES } from './exclusively';

/** Published Python packages in a folder of their own. Installed once for a list of versions. */
export class PythonPackages {
  private readonly directory: string;

  public constructor(private readonly requirements: readonly string[]) {
    const key = createHash('sha256').update(requirements.join('\n')).digest('hex').slice(0, 12);
    this.directory = join(JUDGES, `python-${key}`);
    exclusively(() => this.install());
  }

  /** Runs a script or module; throws with what it wrote to stderr if it fails. */
  public run(args: readonly string[], input = ''): string {
    return runConfined(args, input, this.env);
  }

  /** As `run`, but without any network, for programs that report to their makers. */
  public runOffline(args: readonly string[]): string {
    return outputOf(args, spawn([...OFFLINE, ...CONFINED], args, '', this.env));
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
    return spawn(CONFINED, args, '', this.env).status === 0;
  }

  private install(): void {
    const complete = join(this.directory, 'complete');
    if (!existsSync(complete)) {
      mkdirSync(this.directory, { recursive: true });
      const target = ['--target', this.directory, '--upgrade', '--only-binary=:all:', '--quiet'];
      runPython(['-m', 'pip', 'install', '--disable-pip-version-check', ...target, ...this.requirements]);
      writeFileSync(complete, '');
    }
  }

  private get env(): Record<string, string> {
    return { PYTHONPATH: this.directory, PYTHONDONTWRITEBYTECODE: '1' };
  }
}

/** Runs a script or module with limits of memory and time; throws with what it wrote to stderr if it fails. */
export function runPython(args: readonly string[]): string {
  return outputOf(args, spawn(LIMITED, args, '', {}));
}

/** As `runPython`, also with a limit of processes. Its user owns nothing, which pip would want of its cache. */
export function runConfined(args: readonly string[], input = '', env: Record<string, string> = {}): string {
  return outputOf(args, spawn(CONFINED, args, input, env));
}

/** What a program of others may take; one that takes more fails, and says so. */
const MOST_MEMORY = 2 * 1024 * 1024 * 1024;
const MOST_PROCESSOR_SECONDS = 1800;
const LIMITED = ['prlimit', '--core=0', `--as=${MOST_MEMORY}`, `--cpu=${MOST_PROCESSOR_SECONDS}`];
const isRoot = process.getuid?.() === 0;
/** Those of a person count too. */
const MOST_PROCESSES = isRoot ? 256 : 4096;
/** The kernel counts no processes of root, so that it becomes nobody, who may write where root may. */
const AS_NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=+dac_override'];
const CONFINED = [
  ...(isRoot ? ['setpriv', ...AS_NOBODY, '--ambient-caps=+dac_override'] : []),
  ...LIMITED,
  `--nproc=${MOST_PROCESSES}`,
];
const OFFLINE = ['unshare', '--net', ...(isRoot ? [] : ['--map-current-user'])];
/** Each thread of OpenBLAS reserves memory that counts towards the limit. */
const ONE_THREAD = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };

function spawn(limits: readonly string[], args: readonly string[], input: string, env: Record<string, string>) {
  const [command, ...rest] = [...limits, 'python3', ...args];
  return spawnSync(command, rest, {
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...ONE_THREAD, ...env },
    timeout: 2 * MOST_PROCESSOR_SECONDS * 1000,
  });
}

function outputOf(args: readonly string[], { status, stdout, stderr, error }: ReturnType<typeof spawn>): string {
  if (status !== 0) {
    throw new Error(`python3 ${args.join(' ')}: ${error?.message ?? stderr}`);
  }
  return stdout;
}
