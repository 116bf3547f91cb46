import { Node, NodeProps } from './node';
import { clusterObjects, nodeFor, nodeLabels } from './platform';

/** A node on which the pods of some objects can run, with DNS and drivers of volumes, and ACK's labels. */
export async function nodeRunning(objects: readonly any[], props: Partial<NodeProps> = {}): Promise<Node> {
  const node = await Node.up({ ...nodeFor(objects), ...props });
  try {
    node.apply(clusterObjects());
    const labels = Object.entries(nodeLabels(objects)).map(([name, value]) => `${name}=${value}`);
    node.must(['label', 'node', 'judge', ...labels]);
    node.must(['rollout', 'status', 'deployment', 'coredns', '-n', 'kube-system', '--timeout=90s']);
    return node;
  } catch (error) {
    const seen = node.explain('kube-system');
    await node.down();
    throw new Error(`${(error as Error).message}\n${seen}`);
  }
}
