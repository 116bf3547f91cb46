import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildContainerd, buildNode } from './builds';
import { ProgramImage, writeImages } from './images';
import { Cluster, ready } from '../cluster/cluster';

/** What a node is to have. */
export interface NodeProps {
  /** Path of containerd; by default 2.x, built from its module. */
  readonly containerd?: string;
  /** Names of images that are on it, digests included. */
  readonly images: readonly string[];
  /** Images of other programs. */
  readonly programs?: readonly ProgramImage[];
  /** Names of CSI drivers. */
  readonly drivers: readonly string[];
  /** Folders of every volume. */
  readonly folders: readonly string[];
  /** Devices by resource. */
  readonly devices: Readonly<Record<string, number>>;
}

/** A request that a pod sends. */
export interface Question {
  readonly method: string;
  readonly url: string;
}

/** The status of an answer, or why there is none. */
export interface Reply {
  readonly status?: number;
  readonly error?: string;
  readonly body?: string;
}

/**
 * A control plane with a real node: kubelet, containerd, runc, kube-proxy, network policies. It has namespaces of its own for
 * processes, mounts and network, so that ending its first process ends all of it.
 */
export class Node extends Cluster {
  public static async up(props: NodeProps): Promise<Node> {
    const build = buildNode();
    const { kubejudge, node, standIn } = build;
    const containerd = props.containerd ?? buildContainerd();
    const dir = mkdtempSync(join(tmpdir(), 'node-'));
    const images = join(dir, 'images.tar');
    writeImages(images, build, props.images, props.programs ?? []);
    const devices = Object.entries(props.devices).map(([resource, count]) => `${resource}=${count}`);
    const flags = {
      ...{ dir, kubejudge, containerd, images, 'stand-in': standIn },
      ...{ devices: devices.join(), drivers: props.drivers.join(), folders: props.folders.join() },
    };
    const up = [node, 'up', ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value])];
    const own = ['--mount', '--net', '--pid', '--fork', '--mount-proc', '--kill-child'];
    const process = spawn('unshare', [...own, ...up], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      const kubeconfig = await ready(process);
      const enter = ['nsenter', '--target', childOf(process.pid!), '--mount', '--net', '--pid'];
      const started = new Node(kubejudge, dir, process, kubeconfig, enter);
      started.install();
      return started;
    } catch (error) {
      const logs = logsOf(dir);
      process.kill('SIGKILL');
      cleanUp(dir);
      throw new Error(`${(error as Error).message}\n${logs}`);
    }
  }

  /** Sends requests from a container of a pod, in its own network and as its own user. */
  public ask(pod: string, namespace: string, container: string, questions: readonly Question[]): Reply[] {
    const args = ['exec', '-i', pod, '-n', namespace, '-c', container, '--', '/stand-in', 'ask'];
    return JSON.parse(this.must(args, JSON.stringify(questions))) as Reply[];
  }

  /** Runs a program of this machine in the network of the node, where it finds the API server by its kubeconfig. */
  public run(program: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    const [command, ...rest] = [...this.enter, program, ...args];
    const env = { ...process.env, HOME: this.dir, KUBECONFIG: this.kubeconfig };
    return spawnSync(command, rest, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env });
  }

  /** Folder of the node, with its configurations and logs. */
  public get folder(): string {
    return this.dir;
  }

  /** Applies objects as `kubectl apply --server-side` does. */
  public apply(objects: readonly object[]): void {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    this.must(['apply', '--server-side', '--field-manager=judge', '-f', '-'], JSON.stringify(list));
  }

  /** Deletes objects and waits until they are gone. */
  public remove(objects: readonly object[], options: readonly string[] = []): void {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    this.must(['delete', '--ignore-not-found', '--wait', ...options, '-f', '-'], JSON.stringify(list));
  }

  /** What a person would look at first in a namespace where something does not run. */
  public explain(namespace: string): string {
    const pods = this.must(['get', 'pods', '-n', namespace, '-o', 'wide']);
    const events = this.must(['get', 'events', '-n', namespace, '--field-selector=type=Warning']);
    const ended = this.list('pods', namespace)
      .flatMap(({ status }) => status.containerStatuses ?? [])
      .map(({ name, state }: any) => `${name}: ${state?.terminated?.message ?? ''}`);
    return [pods, events, ...ended].join('\n');
  }

  /** What is left on the machine after the node has ended. */
  public async down(): Promise<string[]> {
    const mark = basename(this.dir);
    await super.stop();
    cleanUp(this.dir);
    const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    const processes = stdout.split('\n').filter((line) => line.includes(mark));
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(mark));
    const folders = [this.dir, ...cgroupsOf(mark)].filter(existsSync);
    return [...processes, ...mounts, ...folders];
  }
}

/** The process that unshare has forked, which is the first of the namespaces. */
function childOf(pid: number): string {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
}

function logsOf(dir: string): string {
  const logs = readdirSync(dir).filter((file) => file.endsWith('.log'));
  return logs.map((file) => `${file}:\n${readFileSync(join(dir, file), 'utf8').slice(-2000)}`).join('\n');
}

function cleanUp(dir: string): void {
  removeCgroups(basename(dir));
  rmSync(dir, { recursive: true, force: true });
}

const CGROUPS = '/sys/fs/cgroup';

function cgroupsOf(name: string): string[] {
  return readdirSync(CGROUPS).map((controller) => join(CGROUPS, controller, name));
}

/** A cgroup goes when those in it have gone; the kernel has ended their processes a moment ago. */
function removeCgroups(name: string): void {
  const remove = (folder: string) => {
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .forEach((entry) => remove(join(folder, entry.name)));
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        return rmdirSync(folder);
      } catch {
        spawnSync('sleep', ['0.1']);
      }
    }
  };
  cgroupsOf(name).filter(existsSync).forEach(remove);
}
