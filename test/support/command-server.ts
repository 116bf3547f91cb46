import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What a run of the command left. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs a bundled command again and again, and is asked synchronously. */
export class CommandServer {
  private readonly server: ChildProcess;
  private readonly requests: number;
  private readonly answers: number;

  /**
   * @param bundle the bundled bin/run.js
   * @param folder working directory of the command, and folder of the pipes
   */
  public constructor(bundle: string, folder: string) {
    const [requests, answers] = ['requests', 'answers'].map((name) => join(folder, `.${name}`));
    spawnSync('mkfifo', [requests, answers]);
    const args = [join(__dirname, 'command-loop.js'), bundle, requests, answers];
    this.server = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
    this.requests = openSync(requests, 'w');
    this.answers = openSync(answers, 'r');
  }

  public run(args: readonly string[], stdin: string, env: NodeJS.ProcessEnv): Run {
    const request = Buffer.from(`${JSON.stringify({ args, stdin, env })}\n`);
    for (let written = 0; written < request.length;) {
      written += writeSync(this.requests, request, written);
    }
    const chunks: Buffer[] = [];
    do {
      const chunk = Buffer.alloc(65536);
      const length = readSync(this.answers, chunk);
      if (length === 0) {
        throw new Error(`the command ended its process: ${args.join(' ')}`);
      }
      chunks.push(chunk.subarray(0, length));
    } while (chunks.at(-1)!.at(-1) !== 10);
    return JSON.parse(Buffer.concat(chunks).toString()) as Run;
  }

  public stop(): void {
    closeSync(this.requests);
    closeSync(this.answers);
    this.server.kill();
  }
}
