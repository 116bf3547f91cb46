import { Example, workloadsOf } from './batches';
import { Node } from './node';

/** Waits until a Deployment is available or a Job complete; says what a person would look at where it is not. */
export function waitUntilRuns(node: Node, workload: any): void {
  const { name, namespace } = workload.metadata;
  const condition = workload.kind === 'Job' ? 'Complete' : 'Available';
  const args = ['wait', `--for=condition=${condition}`, `${workload.kind.toLowerCase()}/${name}`, '-n', namespace];
  const answer = node.kubectl([...args, '--timeout=240s']);
  if (!answer.ok) {
    throw new Error([answer.stderr, node.explain(namespace)].join('\n'));
  }
}

/** Asks for the eviction of every pod of a workload at once, as a drain does; messages of those that are refused. */
export function evictAll(node: Node, workload: any): string[] {
  const { name: workloadName, namespace } = workload.metadata;
  const pods = node.podsOf(node.get(workload.kind, workloadName, namespace)).filter(isReady);
  return pods.flatMap(({ metadata: { name } }) => {
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
    const url = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
    const { ok, stderr } = node.kubectl(['create', '--raw', url, '-f', '-'], JSON.stringify(eviction));
    return ok ? [] : [stderr.trim()];
  });
}

export function isReady({ metadata, status }: any): boolean {
  const ready = (status.conditions ?? []).some(({ type, status: is }: any) => type === 'Ready' && is === 'True');
  return metadata.deletionTimestamp === undefined && ready;
}

/**
 * Deletes what examples applied, and says what of it, or of its namespaces, is still there. Pods go first: a namespace that
 * holds one looks again after half of the time that the pod may take to end, which is a minute.
 */
export function deleteAll(node: Node, examples: readonly Example[]): string[] {
  node.remove(examples.flatMap(workloadsOf), ['--cascade=foreground']);
  const files = examples.flatMap((example) => example.files).flatMap((file) => ['-f', file]);
  node.must(['delete', '--ignore-not-found', '--wait', '--timeout=180s', ...files]);
  const left = node.must(['get', '--ignore-not-found', '-o', 'name', ...files]);
  return left.split('\n').filter((line) => line !== '');
}
