import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Drift } from './drift';
import { Outcome, VerifyMetrics } from './metrics';
import { Verification } from './verify';
import { UsageError } from '../scan/request';

/** How to go on comparing. */
export interface WatchOptions {
  /** Between the end of a run and the beginning of the next, in milliseconds. */
  readonly intervalMs: number;
  /** Where metrics are served. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Is told of each change, and of what went wrong. */
  tell(line: string): void;
}

/**
 * Compares again and again, and tells what changed between two runs. A run that could not see everything takes nothing back:
 * what differed is known to differ until a whole run says otherwise.
 */
export class Watch {
  private readonly metrics = new VerifyMetrics();
  private readonly known = new Map<string, Drift>();

  public constructor(
    private readonly verify: () => Promise<Verification>,
    private readonly options: WatchOptions,
  ) {}

  /** Ends when the signal says so; tells whether anything differs then. */
  public async run(): Promise<boolean> {
    const { signal, intervalMs, tell } = this.options;
    const server = await this.serve();
    const { address, port } = server.address() as AddressInfo;
    tell(`metrics at http://${address}:${port}/metrics`);
    while (!signal.aborted) {
      await this.once();
      await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
    }
    server.closeAllConnections();
    server.close();
    return this.known.size > 0;
  }

  private async once(): Promise<void> {
    const start = performance.now();
    let outcome: Outcome = 'failed';
    let seen: Verification | undefined;
    try {
      seen = await this.verify();
      outcome = seen.problems.length > 0 ? 'incomplete' : 'complete';
      seen.problems.forEach((problem) => this.options.tell(`error ${problem}`));
      this.learn(seen.drifts, outcome);
    } catch (error) {
      this.options.tell(`error ${(error as Error).message}`);
    }
    this.metrics.record(outcome, performance.now() - start, seen);
  }

  private learn(drifts: readonly Drift[], outcome: Outcome): void {
    const seen = new Set(drifts.map(({ fingerprint }) => fingerprint));
    for (const [fingerprint, drift] of this.known) {
      if (outcome === 'complete' && !seen.has(fingerprint)) {
        this.known.delete(fingerprint);
        this.options.tell(`gone  ${lineOf(drift)}`);
      }
    }
    for (const drift of drifts) {
      if (!this.known.has(drift.fingerprint)) {
        this.options.tell(`found ${lineOf(drift)}`);
      }
      this.known.set(drift.fingerprint, drift);
    }
    this.metrics.show(this.known.values());
  }

  private async serve(): Promise<Server> {
    const { host, port } = this.options.listen;
    const server = createServer((asked, answer) => {
      if (asked.url !== '/metrics') {
        answer.writeHead(404).end();
        return;
      }
      void this.metrics.text().then((text) => answer.setHeader('content-type', this.metrics.contentType).end(text));
    });
    return new Promise((resolve, reject) => {
      server.once('error', (error) => reject(new UsageError(`--listen ${host}:${port}: ${error.message}`)));
      server.listen(port, host, () => resolve(server));
    });
  }
}

function lineOf({ id, severity, object, path }: Drift): string {
  return [severity, id, object, path].filter(Boolean).join(' ');
}
