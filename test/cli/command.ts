import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleCommand } from '../../projenrc/command/bundle';
import { CommandServer, Run } from '../support/command-server';

export type { Run };

const BUNDLED = 'bin/ack-secure-inference.js';
const SOURCES = ['lib', 'projenrc/command', 'package.json', 'package-lock.json'];
/** What the command loads, beside its own folder. */
const LOADED = 'vendor';

/** Whether `npm run generate` bundled the sources of now, for then there is no need to do it for each file of tests. */
function isBundled(): boolean {
  return existsSync(BUNDLED) && SOURCES.every((source) => newest(source) < statSync(BUNDLED).mtimeMs);
}

function newest(source: string): number {
  const below = statSync(source).isDirectory() ? readdirSync(source, { recursive: true, encoding: 'utf8' }) : [];
  return Math.max(statSync(source).mtimeMs, ...below.map((file) => statSync(join(source, file)).mtimeMs));
}

/** The command as users get it, bundled from the sources of now, in a folder of its own, where it finds no package. */
export class CommandUnderTest {
  public readonly folder = mkdtempSync(join(tmpdir(), 'ack-secure-inference-'));
  public readonly path = join(this.folder, BUNDLED);
  private server?: CommandServer;

  public constructor() {
    if (isBundled()) {
      for (const part of [dirname(BUNDLED), LOADED]) {
        cpSync(part, join(this.folder, part), { recursive: true });
      }
    } else {
      bundleCommand(this.path);
    }
  }

  /** Writes a file below the folder that the command runs in. */
  public write(name: string, content: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return name;
  }

  /** Runs the command in a process that serves all runs of this folder. */
  public run(args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Run {
    this.server ??= new CommandServer(join(dirname(this.path), 'run.js'), this.folder);
    return this.server.run(args, input, { NO_COLOR: '', FORCE_COLOR: '', ...environment });
  }

  /** As `run`, in a process of its own: for what is about the process itself. */
  public start(args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Run {
    return this.runProgram(this.path, args, input, environment);
  }

  /** As `run`, for another program. */
  public runProgram(path: string, args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
      cwd: this.folder,
      input,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...environment },
      maxBuffer: 2 ** 28,
    });
    return { status, stdout, stderr };
  }

  /** As `run`, while the test goes on, for example to answer what the command asks. */
  public async runAside(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    const env = { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...environment };
    const command = spawn(process.execPath, [this.path, ...args], { cwd: this.folder, env });
    const said = { stdout: '', stderr: '' };
    command.stdout.on('data', (chunk) => (said.stdout += chunk));
    command.stderr.on('data', (chunk) => (said.stderr += chunk));
    const status = await new Promise<number | null>((resolve) => command.once('close', resolve));
    return { status, ...said };
  }

  /** The report of a check. */
  public report(args: readonly string[], input = ''): any {
    return JSON.parse(this.run(['check', '--format', 'json', ...args], input).stdout);
  }

  public remove(): void {
    this.server?.stop();
    rmSync(this.folder, { recursive: true });
  }
}
