import { auditSignals, fires } from '../../../../lib/detection/audit';
import { Cluster } from '../cluster';

/** Signals that the audit log of an API server fires between two moments. */
export class Recorder {
  private marks = 0;

  public constructor(private readonly cluster: Cluster) {}

  /** What is in the log once everything before now is: events are written in order of their answers. */
  public async position(): Promise<number> {
    const name = `mark-${process.pid}-${(this.marks += 1)}`;
    this.cluster.kubectl(['get', 'namespace', name]);
    const events = await this.cluster.eventually(
      () => this.cluster.auditEvents(),
      (seen) => seen.some(({ requestURI }) => requestURI === `/api/v1/namespaces/${name}`),
    );
    return events.length;
  }

  /** Ids of the signals that events after a position fire, each once, in the order of the catalogue. */
  public firedSince(position: number): string[] {
    const events = this.cluster.auditEvents().slice(position);
    return auditSignals()
      .filter((signal) => events.some((event) => fires(signal, event)))
      .map(({ id }) => id);
  }

  /** The same, with who did what, for a message that says enough. */
  public explainSince(position: number): string[] {
    const events = this.cluster.auditEvents().slice(position);
    return auditSignals().flatMap((signal) =>
      events
        .filter((event) => fires(signal, event))
        .map(({ user, verb, requestURI }) => `${signal.id}: ${user.username} ${verb} ${requestURI}`),
    );
  }
}
