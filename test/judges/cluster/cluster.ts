import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crdFiles } from './crds';
import { PROVIDED } from './provided';
import { signaturePolicies } from './signature-policies';
import { goBuild } from '../support/go';

const MODULE = join(__dirname, 'kubejudge');

/** With a leading v. Read without Go, so that a judge can be named after it where Go is missing. */
export const KUBERNETES_VERSION = /k8s\.io\/kubernetes (v\S+)/.exec(readFileSync(join(MODULE, 'go.mod'), 'utf8'))![1];

/** What a kubectl call said. */
export interface Answer {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines in which the API server warns. */
  readonly warnings: string[];
}

/** Builds Kubernetes if its sources changed. */
export function buildKubejudge(): string {
  const [major, minor] = KUBERNETES_VERSION.slice(1).split('.');
  const variables = { gitVersion: KUBERNETES_VERSION, gitMajor: major, gitMinor: minor };
  return goBuild(MODULE, 'kubejudge', [
    // nobody debugs it, and it links in half the time
    ...['-s', '-w'],
    // kubectl refuses to talk to a server whose version it cannot read
    ...Object.entries(variables).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`),
  ]);
}

/** A real control plane on loopback: etcd, API server and controller manager. No node runs its pods. */
export class Cluster {
  /** Starts the control plane, and installs custom resources and what ACK provides. */
  public static async start(): Promise<Cluster> {
    const binary = buildKubejudge();
    const dir = mkdtempSync(join(tmpdir(), 'kubejudge-'));
    const server = spawn(binary, ['serve', '--dir', dir], { stdio: ['pipe', 'pipe', 'inherit'] });
    const cluster = new Cluster(binary, dir, server, await ready(server));
    cluster.install();
    return cluster;
  }

  protected constructor(
    private readonly binary: string,
    protected readonly dir: string,
    private readonly server: ChildProcess,
    /** Path of the file that tells a client where the API server is and how to prove who it is. */
    public readonly kubeconfig: string,
    /** Command that enters the namespaces in which the API server listens. */
    protected readonly enter: readonly string[] = [],
  ) {}

  protected install(): void {
    for (const file of crdFiles()) {
      this.must(['create', '-f', file]);
    }
    for (const object of [...signaturePolicies(), ...PROVIDED]) {
      this.must(['create', '-f', '-'], JSON.stringify(object));
    }
    this.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  }

  public kubectl(args: string[], input?: string): Answer {
    const [command, ...rest] = [...this.enter, this.binary, 'kubectl', ...args];
    const { status, stdout, stderr } = spawnSync(command, rest, {
      input,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: this.environment,
    });
    const warnings = stderr.split('\n').filter((line) => line.startsWith('Warning:'));
    return { ok: status === 0, stdout, stderr, warnings };
  }

  /** As `must` with files, several at once: kubectl sends its requests one after the other. */
  public async createAside(files: readonly string[], atOnce: number): Promise<void> {
    const left = [...files];
    const work = async () => {
      for (let file = left.shift(); file !== undefined; file = left.shift()) {
        const args = ['kubectl', 'create', '--validate=false', '-f', file];
        const call = spawn(this.binary, args, { stdio: ['ignore', 'ignore', 'inherit'], env: this.environment });
        const [status] = (await once(call, 'close')) as [number];
        if (status !== 0) {
          throw new Error(`kubectl create -f ${file} ended with ${status}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /** Output of a call that has to work. */
  public must(args: string[], input?: string): string {
    const answer = this.kubectl(args, input);
    if (!answer.ok) {
      throw new Error(`kubectl ${args.join(' ')}: ${answer.stderr}`);
    }
    return answer.stdout;
  }

  /** Creates the objects of a YAML text; unknown and duplicate fields are refused. */
  public create(yaml: string): Answer {
    return this.kubectl(['create', '--validate=strict', '-f', '-'], yaml);
  }

  /** Objects of a kind in a namespace. */
  public list(kind: string, namespace: string): any[] {
    return JSON.parse(this.must(['get', kind, '-n', namespace, '-o', 'json'])).items;
  }

  /** One object; a namespace is needed unless its kind has none. */
  public get(kind: string, name: string, namespace?: string): any {
    const scope = namespace === undefined ? [] : ['-n', namespace];
    return JSON.parse(this.must(['get', kind, name, ...scope, '-o', 'json']));
  }

  /** Pods that a workload owns, by way of its ReplicaSets if it has any. */
  public podsOf(workload: any): any[] {
    const { namespace, uid } = workload.metadata;
    const ownedBy = (owners: string[]) => (object: any) =>
      (object.metadata.ownerReferences ?? []).some((owner: any) => owners.includes(owner.uid));
    const replicaSets = this.list('replicasets', namespace).filter(ownedBy([uid]));
    return this.list('pods', namespace).filter(ownedBy([uid, ...replicaSets.map((set) => set.metadata.uid)]));
  }

  /** Ends a job well, as if its pods had run. */
  public async finishJob(name: string, namespace: string): Promise<void> {
    await this.endPods(name, namespace, { phase: 'Succeeded' });
    await this.eventually(
      () => this.get('job', name, namespace),
      (job) => job.status.succeeded > 0,
    );
  }

  /** Ends a job as if the only container of its pods had ended with a code that the job's policy names. */
  public async failJob(name: string, namespace: string, exitCode: number): Promise<void> {
    const [{ name: container, image }] = this.get('job', name, namespace).spec.template.spec.containers;
    const ended = { name: container, image, imageID: '', ready: false, restartCount: 0 };
    await this.endPods(name, namespace, {
      phase: 'Failed',
      containerStatuses: [{ ...ended, state: { terminated: { exitCode } } }],
    });
    await this.eventually(
      () => this.get('job', name, namespace),
      (job) => (job.status.conditions ?? []).some(({ type }: any) => type === 'Failed'),
    );
  }

  private async endPods(name: string, namespace: string, status: object): Promise<void> {
    const pods = await this.eventually(
      () => this.podsOf(this.get('job', name, namespace)),
      (made) => made.length > 0,
    );
    for (const { metadata } of pods) {
      const args = ['patch', 'pod', metadata.name, '-n', namespace, '--subresource=status'];
      this.must([...args, '-p', JSON.stringify({ status })]);
    }
  }

  /** Messages of controllers that were refused a pod. */
  public refusals(namespace: string): string[] {
    return (
      this.list('events', namespace)
        .filter((event) => event.reason === 'FailedCreate')
        .map((event) => event.message as string)
        // a quota that was made a moment ago has not been counted yet: the controller is told to try again
        .filter((message) => !message.includes('status unknown for quota'))
    );
  }

  /** Asks again until it holds, or fails with what was seen last. */
  public async eventually<T>(look: () => T, holds: (seen: T) => boolean, seconds = 60): Promise<T> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const seen = look();
      if (holds(seen)) {
        return seen;
      }
      if (Date.now() > deadline) {
        throw new Error(`did not happen within ${seconds} s; seen last: ${JSON.stringify(seen)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Ends the API server and starts it again; returns at once, while nothing answers. */
  public restartApiServer(): void {
    this.server.kill('SIGHUP');
  }

  /** With a home of its own, or kubectl takes settings and cached discovery from the user's. */
  private get environment(): NodeJS.ProcessEnv {
    return { PATH: process.env.PATH, HOME: this.dir, KUBECONFIG: this.kubeconfig };
  }

  /** When the API server began, in seconds since 1970. */
  public apiServerStart(): number {
    const metrics = this.must(['get', '--raw', '/metrics']);
    return Number(/^process_start_time_seconds (\S+)$/m.exec(metrics)![1]);
  }

  /** A file of the control plane, for example `server.crt`. */
  public file(name: string): string {
    return join(this.dir, name);
  }

  /** Events of the audit log so far. */
  public auditEvents(): any[] {
    const lines = readFileSync(this.file('audit.log'), 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line));
  }

  public async stop(): Promise<void> {
    if (this.server.exitCode === null) {
      const ended = once(this.server, 'exit');
      this.server.stdin!.end();
      await ended;
    }
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** The kubeconfig that a control plane names when it is ready. */
export function ready(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout!.on('data', (chunk) => {
      said += chunk;
      const match = /^ready (.*)$/m.exec(said);
      if (match) {
        resolve(match[1]);
      }
    });
    server.once('exit', (code) => reject(new Error(`the control plane ended with ${code} before it was ready`)));
  });
}
