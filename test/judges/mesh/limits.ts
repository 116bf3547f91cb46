import { ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { accepts, freePort } from './envoy';
import { goBuild } from '../support/go';

/** Seconds that the service has to listen. */
const START = 20;

/** Builds Envoy's rate limit service from its published module, with a store in memory. */
export function buildLimits(): string {
  return goBuild(join(__dirname, 'limits'), 'limits', ['-s', '-w']);
}

/** Envoy's rate limit service with the settings and limits of manifests. Its store is in memory, without TLS. */
export class RunningLimits {
  public static async start(binary: string, settings: any[], files: Record<string, string>): Promise<RunningLimits> {
    const limits = new RunningLimits(await freePort());
    await limits.run(binary, settings, files).catch((error) => {
      limits.stop();
      throw error;
    });
    return limits;
  }

  /** Amounts that were added to counters, by limit and tenant. What only asks adds nothing. */
  public readonly added: { readonly counter: string; readonly amount: number }[] = [];

  private readonly folder = mkdtempSync(join(tmpdir(), 'limits-'));
  private process?: ChildProcess;
  private output = '';

  private constructor(public readonly port: number) {}

  public stop(): void {
    this.process?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Waits until so many amounts were added to a counter, which happens after the client has its answer. */
  public async total(counter: string, count: number): Promise<number> {
    const own = () => this.added.filter((each) => each.counter === counter);
    for (let tries = 0; own().length < count && tries < 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(own()).toHaveLength(count);
    return own().reduce((sum, { amount }) => sum + amount, 0);
  }

  private note(line: string): void {
    const [, counter, amount] = /^gateway\.llm_(\w+)_\d+ (\d+)$/.exec(line) ?? [];
    if (Number(amount) > 0) {
      this.added.push({ counter, amount: Number(amount) });
    }
  }

  private async run(binary: string, settings: any[], files: Record<string, string>): Promise<void> {
    mountConfigMap(join(this.folder, 'config'), files);
    const own = {
      ...{ GRPC_PORT: String(this.port), GRPC_HOST: '127.0.0.1', PORT: String(await freePort()) },
      ...{ DEBUG_PORT: String(await freePort()), RUNTIME_ROOT: this.folder, REDIS_TLS: 'false' },
    };
    const emitted = settings.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]);
    this.process = spawn(binary, [], { env: { PATH: process.env.PATH, ...Object.fromEntries(emitted), ...own } });
    createInterface(this.process.stdout!).on('line', (line) => this.note(line));
    this.process.stderr!.on('data', (data) => (this.output += data));
    for (let tries = 0; !(await accepts(this.port)); tries += 1) {
      if (tries > START * 10 || this.process.exitCode !== null) {
        throw new Error(`the rate limit service does not listen: ${this.output.slice(0, 4000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Files as a kubelet mounts them: links to a folder that begins with a dot. */
function mountConfigMap(folder: string, files: Record<string, string>): void {
  mkdirSync(join(folder, '..1'), { recursive: true });
  symlinkSync('..1', join(folder, '..data'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, '..1', name), content);
    symlinkSync(join('..data', name), join(folder, name));
  }
}
