import { podChangedId } from './classify';
import { ApiServer } from './client';
import { controlsOf } from './controls';
import { differences } from './differences';
import { Drift, drift } from './drift';
import { SIDECAR, withDeclaredProbes } from './injected';
import { podLabelsOf } from './inventory';
import { Expected } from './objects';
import { labelQuery } from './selectors';
import { addedToPod } from './tolerance';
import { objectName } from '../guardrails/evidence/subjects';
import { Manifest } from '../objects/manifest';
import { podsOf, PodView } from '../objects/pods';

const POD = { apiVersion: 'v1', kind: 'Pod' };

/** Pods that have ended do nothing more, and whoever ended them may have had to change them. */
const RUNNING = { fieldSelector: 'status.phase!=Failed,status.phase!=Succeeded' };

/** What was found of the pods of one workload. */
export interface PodDrifts {
  readonly drifts: readonly Drift[];
  readonly pods: number;
}

/** How the pods of a workload differ from its template, beyond what admission is known to add. */
export async function podDrifts(server: ApiServer, expected: Expected): Promise<PodDrifts> {
  const labels = podLabelsOf(expected.object);
  const [template] = podsOf(expected.object);
  if (labels === undefined) {
    return { drifts: [], pods: 0 };
  }
  const drifts: Drift[] = [];
  let pods = 0;
  const { namespace } = expected.object.metadata!;
  for await (const pod of server.list(POD, namespace, { ...RUNNING, labelSelector: labelQuery(labels) })) {
    pods += 1;
    drifts.push(...driftsOf(pod, template, expected));
  }
  return { drifts, pods };
}

/** Pods that run as one of the accounts, but whose labels are not those of a workload. */
export async function* strangers(
  server: ApiServer,
  account: string,
  isDeclared: (pod: Manifest) => boolean,
): AsyncGenerator<Drift> {
  const [namespace, name] = account.split('/');
  const selector = { fieldSelector: `${RUNNING.fieldSelector},spec.serviceAccountName=${name}` };
  for await (const pod of server.list(POD, namespace, selector)) {
    if (!isDeclared(pod)) {
      yield drift({ id: 'pod-unknown', object: objectName(pod), actual: name, path: 'spec.serviceAccountName' });
    }
  }
}

function driftsOf(pod: Manifest, template: PodView, { object, file }: Expected): Drift[] {
  const facts = { object: objectName(pod), file };
  const running = withDeclaredProbes(template.spec, pod.spec as Record<string, unknown>);
  const changes = differences(template.spec, running, addedToPod).map((difference) =>
    drift({
      ...facts,
      ...difference,
      path: `spec.${difference.path}`,
      id: podChangedId(difference.path, difference.actual),
      controls: controlsOf(object, `${template.path}.${difference.path}`),
    }),
  );
  return [...changes, ...(lacksSidecar(pod, template) ? [drift({ ...facts, id: 'sidecar-missing' })] : [])];
}

/** Istio injects by this label of the pod, whatever the namespace says. */
function lacksSidecar({ spec }: Manifest, { meta }: PodView): boolean {
  const { containers = [], initContainers = [] } = spec as { containers?: any[]; initContainers?: any[] };
  const isWanted = (meta.labels as Record<string, string> | undefined)?.['sidecar.istio.io/inject'] === 'true';
  return isWanted && ![...containers, ...initContainers].some(({ name }) => name === SIDECAR);
}
