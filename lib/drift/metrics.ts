import { Counter, Gauge, Registry } from 'prom-client';
import { Drift } from './drift';
import { Verification } from './verify';

/** How a run went: whether everything was seen, some of it, or nothing. */
export type Outcome = 'complete' | 'incomplete' | 'failed';

const PREFIX = 'ack_secure_inference_verify';

/** What Prometheus scrapes of a command that goes on comparing. */
export class VerifyMetrics {
  private readonly registry = new Registry();

  private readonly drift = this.gauge('drift', 'ways in which the cluster is not what was synthesized', [
    'drift',
    'severity',
    'object',
  ]);
  private readonly objects = this.gauge('objects', 'objects that the last run that ended looked at');
  private readonly pods = this.gauge('pods', 'pods that the last run that ended looked at');
  private readonly seconds = this.gauge('duration_seconds', 'how long the last run that ended took');
  private readonly complete = this.gauge('last_complete_timestamp_seconds', 'when everything was seen last');
  private readonly runs = new Counter({
    name: `${PREFIX}_runs_total`,
    help: 'runs, by what they saw',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  public constructor() {
    for (const outcome of ['complete', 'incomplete', 'failed'] satisfies Outcome[]) {
      this.runs.inc({ outcome }, 0);
    }
  }

  public record(outcome: Outcome, milliseconds: number, seen?: Verification): void {
    this.runs.inc({ outcome });
    this.seconds.set(milliseconds / 1000);
    if (seen) {
      this.objects.set(seen.objects);
      this.pods.set(seen.pods);
    }
    if (outcome === 'complete') {
      this.complete.setToCurrentTime();
    }
  }

  /** Replaces what is known to differ. */
  public show(drifts: Iterable<Drift>): void {
    this.drift.reset();
    for (const { id, severity, object } of drifts) {
      this.drift.inc({ drift: id, severity, object });
    }
  }

  public get contentType(): string {
    return this.registry.contentType;
  }

  public async text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name: `${PREFIX}_${name}`, help, labelNames, registers: [this.registry] });
  }
}
