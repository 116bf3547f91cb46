import { PodInMesh, UNNAMED_PORT } from '../../../effective/mesh/model';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const meshMissing: ModelRule = {
  id: 'SAI-MSH-012',
  name: 'workload-without-mtls',
  title: 'Workload without STRICT mutual TLS',
  rationale:
    'Without a proxy in the way, and STRICT mode for the port, anything in the cluster may talk in plain text.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'every pod, the labels of its namespace, its annotations and all PeerAuthentications together',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ pods, mesh }) =>
    pods
      .filter(({ running, isOnHostNetwork }) => running.spec.restartPolicy === 'Always' && !isOnHostNetwork)
      .map((pod) => ({ subject: pod.object, path: pod.path, flaw: flawOf(mesh.of(pod)) })),
  message: 'a workload takes connections without mutual TLS',
  fix: 'label the namespace for injection, leave its ports to the proxy, and add a PeerAuthentication with mtls.mode STRICT',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

/** A port that passes the proxy by, and annotations that replace it, are told by rules about the pod (MSH-002, MSH-023). */
function flawOf(pod: PodInMesh): string | undefined {
  if (pod.membership === 'none') {
    return 'neither its labels nor those of its namespace give it a proxy';
  }
  // what holds for a port that nobody names holds for a pod that names none
  const ports = pod.ports.length > 0 ? pod.ports : [UNNAMED_PORT];
  const open = ports.flatMap((port) => {
    const weak = [...pod.tlsModes(port)].filter((mode) => mode !== 'STRICT');
    return weak.length === 0
      ? []
      : [`mTLS of ${port === UNNAMED_PORT ? 'its ports' : `port ${port}`} is ${weak.join(' or ')}`];
  });
  return open.length === 0 ? undefined : open.join(', ');
}
