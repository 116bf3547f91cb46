import { callersOf, CallerPod, Example, portsOf, workloadsOf } from './batches';
import { Node } from './node';
import { plainPod } from './platform';
import { Party } from './reachability';

/** A pod with the ports at which it is asked. */
export interface Neighbour extends Party {
  /** The container in which it asks; undefined for one that only answers. */
  readonly container?: string;
  readonly ports: readonly number[];
}

/** A port that every stand-in has open and no manifest names. */
export const UNDECLARED = 9999;

export const DNS_PORT = 53;

/** Port of the mesh's control plane, which policies open to whole ranges of addresses. */
const CONTROL_PLANE = 15012;

/** Pods of a namespace that no policy knows. */
const STRANGERS = 'strangers';

/** The pods of some examples, and those that call them: who is let in, who is beside whom that is, and who is nobody. */
export class Neighbours {
  public readonly objects: readonly any[];
  private readonly callers: readonly CallerPod[];

  public constructor(
    private readonly node: Node,
    private readonly examples: readonly Example[],
    /** Labels of namespaces that no example makes. */
    private readonly namespaceLabels: Readonly<Record<string, string>> = {},
  ) {
    this.objects = examples.flatMap(({ objects }) => objects);
    const known = callersOf(this.objects);
    const beside = [...new Set(known.map(({ namespace }) => namespace)), STRANGERS].map((namespace) => ({
      ...{ name: 'stranger', namespace, account: 'default', labels: { app: 'stranger' } },
    }));
    this.callers = [...known, ...beside];
  }

  /** Pods that call, as manifests: the map is made from them as from all others. */
  public get pods(): object[] {
    return this.callers.map(({ name, namespace, labels, account }) => plainPod(name, namespace, labels, account));
  }

  /** Makes the pods that call, with their namespaces and accounts. */
  public start(): void {
    const made = (kind: string, namespace: string | undefined, name: string) =>
      this.objects.some(
        (object) => object.kind === kind && object.metadata.namespace === namespace && object.metadata.name === name,
      );
    const namespaces = [...new Set(this.callers.map(({ namespace }) => namespace))]
      .filter((name) => !made('Namespace', undefined, name))
      .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: this.namespaceLabels } }));
    const accounts = this.callers
      .filter(({ account, namespace }) => account !== 'default' && !made('ServiceAccount', namespace, account))
      .map(({ account: name, namespace }) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace },
      }));
    this.node.apply([...namespaces, ...accounts, ...this.pods]);
    const places = new Set(this.callers.map(({ namespace }) => namespace));
    for (const namespace of places) {
      const names = this.callers.filter((caller) => caller.namespace === namespace).map(({ name }) => `pod/${name}`);
      this.node.must(['wait', '--for=condition=Ready', ...names, '-n', namespace, '--timeout=60s']);
    }
  }

  /** One pod of each workload that runs, and each that calls. */
  public all(): Neighbour[] {
    const served = this.examples.flatMap(workloadsOf).flatMap((workload) => {
      const [pod] = this.node.podsOf(this.node.get(workload.kind, workload.metadata.name, workload.metadata.namespace));
      const { kind, metadata } = workload;
      const ports = [...portsOf(workload), UNDECLARED];
      return pod?.status.phase === 'Running'
        ? [{ ...party(pod), workload: `${kind} ${metadata.namespace}/${metadata.name}`, ports }]
        : [];
    });
    const calling = this.callers.map(({ name, namespace }) => ({
      ...{ ...party(this.node.get('pod', name, namespace)), workload: `Pod ${namespace}/${name}` },
      ports: [8080, CONTROL_PLANE, UNDECLARED],
    }));
    const dns = this.node.list('pods', 'kube-system').map((pod) => ({
      ...{ ...party(pod), container: undefined, ports: [DNS_PORT] },
    }));
    return [...served, ...calling, ...dns];
  }

  /** Removes the pods that call. */
  public stop(): void {
    const items = this.callers.map(({ name, namespace }) => ({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace } },
    }));
    this.node.remove(items);
  }
}

function party({ metadata, spec, status }: any): Omit<Neighbour, 'ports'> {
  return {
    pod: metadata.name,
    namespace: metadata.namespace,
    account: spec.serviceAccountName,
    labels: metadata.labels ?? {},
    ip: status.podIP,
    container: spec.containers[0].name,
  };
}
