import { Cluster } from './cluster';
import { MANAGED_BY } from '../../../lib/kubernetes/labels';

const NAMESPACE = 'unguarded';

/** Makes a namespace that guardrail policies select, to see whether some are in force. */
export function makeProbed(cluster: Cluster): void {
  const metadata = { name: NAMESPACE, labels: MANAGED_BY };
  cluster.must(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata }));
}

/** Waits until an API server admits what guardrail policies refuse: it forgets them some time after they are deleted. */
export async function untilUnguarded(cluster: Cluster): Promise<void> {
  const probe = ['create', 'deployment', 'probe', '--image=probe', '-n', NAMESPACE, '--dry-run=server'];
  await cluster.eventually(
    () => cluster.kubectl(probe),
    ({ ok }) => ok,
  );
}
