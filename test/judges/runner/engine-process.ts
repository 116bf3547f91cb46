import { ChildProcess, spawn, StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Container, PodSpec, Probe } from './pod';
import { bwrapArguments, Host } from './sandbox';

/** An HTTP request to a container. */
export interface Request {
  readonly method?: string;
  readonly path: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** The sidecar that it is sent through, and the certificate of who calls, in PEM. */
  readonly through?: { readonly port: number; readonly cert?: string; readonly key?: string };
}

/** An answer; status 0 means that there was none. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

const LONGEST_ANSWER_SECONDS = 300;

/** Probes are tried more often than the kubelet does, to know sooner; the time they are given is the same. */
const PROBE_PAUSE_MILLISECONDS = 2000;

/** The process of a container that runs under its contract. */
export class EngineProcess {
  /** Starts a container. What it prints goes to a file. */
  public static async start(pod: PodSpec, container: Container, host: Host, logFile: string): Promise<EngineProcess> {
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'w');
    const bwrap = spawn('bwrap', ['--info-fd', '3', ...bwrapArguments(pod, container, host)], {
      stdio: ['ignore', log, log, 'pipe'],
    });
    closeSync(log);
    const process = new EngineProcess(bwrap, container, logFile);
    const info = await readAll(bwrap.stdio[3] as NodeJS.ReadableStream);
    if (info === '') {
      throw new Error(`bubblewrap did not start ${container.name}: ${process.log}`);
    }
    process.pid = (JSON.parse(info) as { 'child-pid': number })['child-pid'];
    return process;
  }

  private pid = 0;
  private exitCode?: number | string;
  private readonly ended: Promise<void>;

  private constructor(
    bwrap: ChildProcess,
    private readonly container: Container,
    private readonly logFile: string,
  ) {
    this.ended = new Promise((resolve) => {
      bwrap.on('exit', (code, signal) => {
        this.exitCode = code ?? signal ?? 'unknown';
        resolve();
      });
    });
  }

  /** How the process ended: an exit code or a signal; undefined while it runs. */
  public get exit(): number | string | undefined {
    return this.exitCode;
  }

  /** What the process has printed. */
  public get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Root of the file system as the process sees it. */
  public get root(): string {
    return `/proc/${this.pid}/root`;
  }

  /**
   * Waits until the startup and then the readiness probe succeeds, as often and as long as the manifest allows.
   *
   * @returns whether it became ready
   */
  public async becomesReady(): Promise<boolean> {
    return (await this.passes(this.container.startupProbe)) && this.passes(this.container.readinessProbe);
  }

  /** Whether a probe succeeds now. */
  public async succeeds(probe?: Probe): Promise<boolean> {
    if (probe?.httpGet === undefined) {
      throw new Error(`container ${this.container.name} has a probe that is missing or not HTTP`);
    }
    const { path, port } = probe.httpGet;
    const [{ status }] = await this.send([{ path }], portOf(this.container, port));
    return status >= 200 && status < 400;
  }

  private async passes(probe?: Probe): Promise<boolean> {
    const { periodSeconds = 10, failureThreshold = 3 } = probe ?? {};
    const end = Date.now() + periodSeconds * failureThreshold * 1000;
    while (Date.now() < end && this.exitCode === undefined) {
      if (await this.succeeds(probe)) {
        return true;
      }
      await Promise.race([sleep(PROBE_PAUSE_MILLISECONDS), this.ended]);
    }
    return false;
  }

  /** Sends requests at the same time to the first port of the container. */
  public async send(requests: Request[], port = firstPort(this.container)): Promise<Answer[]> {
    const sender = this.spawnBeside(['node', join(__dirname, 'send-requests.js')], ['pipe', 'pipe', 'ignore']);
    const [stdin, stdout] = [sender.stdin!, sender.stdout!];
    stdin.on('error', () => undefined);
    stdin.end(JSON.stringify(requests.map((request) => wireRequest(request, port))));
    const answers = await readAll(stdout);
    return answers === '' ? requests.map(() => ({ status: 0, text: 'the container is gone' })) : JSON.parse(answers);
  }

  /** Starts a program in the network of the pod. */
  public spawnBeside(command: string[], stdio: StdioOptions): ChildProcess {
    const enter = [`--target=${this.pid}`, '--user', '--net', '--preserve-credentials'];
    return spawn('nsenter', [...enter, ...command], { stdio });
  }

  /** Asks the process to end, as the kubelet does, and says in how many seconds it did. */
  public async terminate(): Promise<number> {
    const start = Date.now();
    process.kill(this.pid, 'SIGTERM');
    await this.ended;
    return (Date.now() - start) / 1000;
  }

  /** Ends the process and all that it started. */
  public async kill(): Promise<void> {
    if (this.exitCode === undefined) {
      process.kill(this.pid, 'SIGKILL');
      await this.ended;
    }
  }
}

function firstPort(container: Container): number {
  return portOf(container, container.ports?.[0]?.name ?? 'http');
}

/** Number of a port that a probe names. */
function portOf(container: Container, port: string | number): number {
  const found = container.ports?.find(({ name, containerPort }) => name === port || containerPort === port);
  if (found === undefined) {
    throw new Error(`container ${container.name} has no port ${port}`);
  }
  return found.containerPort;
}

function wireRequest({ method, path, body, through }: Request, port: number): object {
  return {
    port,
    path,
    through,
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    timeoutSeconds: LONGEST_ANSWER_SECONDS,
  };
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
  }
  return text;
}
