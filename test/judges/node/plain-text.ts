import { Node } from './node';
import { Door } from './requests';

/** How long pods may take to be ready, in seconds. */
const START = 60;

/** Pods with the place, labels and account of others, but no sidecar: they call in plain text. */
export class WithoutSidecar {
  private readonly pods: readonly any[];

  public constructor(
    private readonly node: Node,
    pods: readonly any[],
  ) {
    this.pods = pods.map(({ metadata: { name, labels, ...metadata }, ...pod }) => ({
      ...pod,
      metadata: { ...metadata, name: `plain-${name}`, labels: { ...labels, 'sidecar.istio.io/inject': 'false' } },
    }));
  }

  public start(): void {
    this.node.apply(this.pods);
    for (const { metadata } of this.pods) {
      const args = ['wait', '--for=condition=Ready', `pod/${metadata.name}`, '-n', metadata.namespace];
      this.node.must([...args, `--timeout=${START}s`]);
    }
  }

  /** Answers that they get, of whatever status: in a mesh that takes no plain text there is none. */
  public answersOf(doors: readonly Door[]): string[] {
    const questions = doors.map(({ url }) => ({ method: 'GET', url: `${url}/v1/models` }));
    return this.pods.flatMap(({ metadata: { name, namespace }, spec }) =>
      this.node
        .ask(name, namespace, spec.containers[0].name, questions)
        .flatMap(({ status }, index) =>
          status === undefined ? [] : [`${namespace}/${name}: ${questions[index].url} answered ${status}`],
        ),
    );
  }
}
