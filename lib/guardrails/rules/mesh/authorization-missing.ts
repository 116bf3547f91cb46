import type { PodInMesh } from '../../../effective/mesh/model';
import { Fields, fieldsIn, listIn } from '../../../objects/unknown-fields';
import { wantsAccelerator } from '../../../objects/wants-accelerator';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const authorizationMissing: ModelRule = {
  id: 'SAI-MSH-013',
  name: 'workload-without-authorization-policy',
  title: 'GPU workload without AuthorizationPolicy in force',
  rationale: 'Without a policy that is in force every workload of the mesh may call the engine.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'every pod with a GPU, its proxy, and all AuthorizationPolicies and EnvoyFilters together',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ pods, mesh }) =>
    pods
      .filter(({ running, isOnHostNetwork }) => running.spec.restartPolicy === 'Always' && !isOnHostNetwork)
      .filter(({ running }) => wantsAccelerator(running))
      .map((pod) => ({ subject: pod.object, path: pod.path, flaw: flawOf(mesh.of(pod)) })),
  message: 'no AuthorizationPolicy in force says who may call a GPU workload',
  fix: 'add an AuthorizationPolicy with principals, methods and paths, without dry run, and leave its filters in the proxy',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K02', 'K05'],
    atlas: ['AML.T0049', 'AML.M0019'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

/** A workload behind a waypoint refuses all but the waypoint, whose own policies say who may call. */
function deniesAllButNamed({ from, ...others }: Fields): boolean {
  return (
    Object.keys(others).length === 0 &&
    listIn(from).some((item) => {
      const { notPrincipals, ...rest } = fieldsIn(fieldsIn(item).source);
      const named = listIn(notPrincipals);
      return named.length > 0 && !named.includes('*') && Object.keys(rest).length === 0;
    })
  );
}

function flawOf(pod: PodInMesh): string | undefined {
  const { ALLOW, DENY } = pod.authorization;
  if (ALLOW.length === 0 && !DENY.flatMap(({ rules }) => rules).some(deniesAllButNamed)) {
    return 'no policy with action ALLOW is one for it';
  }
  const [removed] = pod.ports.flatMap((port) => pod.removedFilters(port));
  return (
    pod.obstacle() ??
    pod.ports.map((port) => pod.obstacle(port)).find((obstacle) => obstacle !== undefined) ??
    (removed && `EnvoyFilter ${removed.filter.metadata?.name ?? ''} takes its filter away at ${removed.path}`)
  );
}
