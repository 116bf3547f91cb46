import { additionsIn, additionsToMesh } from './additions';
import { bindingsAdded } from './bindings';
import { ApiError, ApiServer } from './client';
import { Drift } from './drift';
import { Inventory, podLabelsOf } from './inventory';
import { manifestsOf } from './manifests';
import { probeResult } from './network-probes';
import { Expected, objectDrifts } from './objects';
import { inParallel } from './parallel';
import { podDrifts, strangers } from './pods';
import { isSecret } from './resource';
import { isSubset } from './selectors';
import { objectName } from '../guardrails/evidence/subjects';
import { SEVERITIES } from '../guardrails/rules/severity-order';
import { Labels } from '../objects/label-selector';
import { Manifest } from '../objects/manifest';
import { podsOf } from '../objects/pods';

/** What a run saw. */
export interface Verification {
  readonly drifts: readonly Drift[];
  /** What could not be read, so that nothing is known of it. */
  readonly problems: readonly string[];
  /** What was not looked at on purpose. */
  readonly passedOver: readonly string[];
  readonly objects: number;
  readonly pods: number;
}

const REQUESTS_AT_ONCE = 8;

/** Compares a cluster with what was synthesized. One file at a time is held; of the rest, names and labels are. */
export class ClusterVerification {
  private readonly inventory = new Inventory();
  private readonly workloads: { readonly namespace: string; readonly labels: Labels }[] = [];
  private readonly drifts = new Map<string, Drift>();
  private readonly problems: string[] = [];
  private readonly passedOver: string[] = [];
  private objects = 0;
  private pods = 0;

  public constructor(private readonly server: ApiServer) {}

  public async run(folder: string, files: readonly string[]): Promise<Verification> {
    await inParallel(manifestsOf(folder, files), REQUESTS_AT_ONCE, (expected) => this.compare(expected));
    await inParallel(this.inventory.namespaces, REQUESTS_AT_ONCE, (namespace) =>
      this.collect(() => additionsIn(this.server, namespace, this.inventory)),
    );
    await inParallel(this.inventory.accounts, REQUESTS_AT_ONCE, (account) =>
      this.collect(() => strangers(this.server, account, (pod) => this.isDeclared(pod))),
    );
    await this.collect(() => additionsToMesh(this.server, this.inventory));
    await this.collect(() => bindingsAdded(this.server, this.inventory));
    return {
      drifts: [...this.drifts.values()].sort(bySeverity),
      problems: this.problems.sort(),
      passedOver: this.passedOver.sort(),
      objects: this.objects,
      pods: this.pods,
    };
  }

  private async compare(expected: Expected): Promise<void> {
    const { object } = expected;
    this.inventory.add(object);
    const labels = podLabelsOf(object);
    if (labels) {
      // before anything is read: what cannot be read is declared all the same
      this.workloads.push({ namespace: object.metadata!.namespace!, labels });
    }
    if (isSecret(object)) {
      this.passedOver.push(`${objectName(object)}: reading Secrets would need the right to`);
      return;
    }
    this.objects += 1;
    await this.attempt(async () => {
      const actual = await this.server.get(object);
      const { drifts, passedOver } = probeResult(expected, actual);
      this.report([...objectDrifts(expected, actual), ...drifts]);
      this.passedOver.push(...passedOver);
      await this.comparePods(expected);
    });
  }

  private async comparePods(expected: Expected): Promise<void> {
    const { object } = expected;
    if (podLabelsOf(object)) {
      const { drifts, pods } = await podDrifts(this.server, expected);
      this.pods += pods;
      this.report(drifts);
    } else if (podsOf(object).length > 0) {
      this.passedOver.push(`pods of ${objectName(object)}: its controller makes them from more than the template`);
    }
  }

  private isDeclared({ metadata }: Manifest): boolean {
    const { namespace, labels = {} } = metadata as { namespace?: string; labels?: Labels };
    return this.workloads.some((workload) => workload.namespace === namespace && isSubset(workload.labels, labels));
  }

  private async collect(drifts: () => AsyncIterable<Drift>): Promise<void> {
    await this.attempt(async () => {
      for await (const drift of drifts()) {
        this.report([drift]);
      }
    });
  }

  private report(drifts: readonly Drift[]): void {
    for (const drift of drifts) {
      this.drifts.set(drift.fingerprint, drift);
    }
  }

  /** What the server refuses is told, and the rest is looked at. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      this.problems.push(error.message);
    }
  }
}

function bySeverity(one: Drift, other: Drift): number {
  const rank = ({ severity }: Drift) => SEVERITIES.length - SEVERITIES.indexOf(severity);
  const text = ({ object, path = '' }: Drift) => `${object} ${path}`;
  return rank(one) - rank(other) || (text(one) < text(other) ? -1 : 1);
}
