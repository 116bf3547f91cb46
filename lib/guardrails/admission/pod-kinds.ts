import { isBuiltIn, Kind } from './kinds';
import { kindsWithPlaces, placesOf } from '../../objects/places/pod-places';
import { Problem } from '../../private/problems';

/**
 * Kinds with pods that no admission policy is for: no API server of today serves them, they are answered and not kept, or
 * only controllers write them, from objects that were judged.
 */
const NOT_ADMITTED =
  /^(\/DeploymentConfig|apps\/ControllerRevision|batch\/JobTemplate|extensions\/.*|security\.openshift\.io\/.*)$/;

/** Where an object of a kind holds pods, in the notation of the places. */
export interface PodPlaces {
  /** Pod templates: `metadata` and `spec`. */
  readonly templates: readonly string[];
  /** Pod specs without metadata of their own. */
  readonly specs: readonly string[];
}

/** Places of pods of a kind. What holds containers only is no pod: the operator's pods are judged when it makes them. */
export function podPlacesOf({ group, kind }: Kind): PodPlaces {
  const { podTemplate = [], podSpec = [] } = placesOf(`${group}/${kind}`)?.paths ?? {};
  return { templates: podTemplate, specs: podSpec };
}

/** Every kind that is known to hold pods, and that people or tools send to an API server. */
export const POD_KINDS: readonly Kind[] = kindsWithPlaces()
  .filter((groupKind) => !NOT_ADMITTED.test(groupKind))
  .map((groupKind): Kind => {
    const [group, kind] = groupKind.split('/');
    return { group, kind };
  })
  .filter((kind) => {
    const { templates, specs } = podPlacesOf(kind);
    return templates.length + specs.length > 0;
  });

/** Fields beside `containers` that hold a container of a pod spec, such as `model` of a predictor of KServe. */
export const SINGLE_CONTAINERS: readonly string[] = [...new Set(POD_KINDS.flatMap(containersBeside))].sort();

function containersBeside({ group, kind }: Kind): string[] {
  const { podSpec = [], container = [] } = placesOf(`${group}/${kind}`)?.paths ?? {};
  return container.filter((path) => podSpec.includes(parent(path))).map((path) => path.slice(parent(path).length + 1));
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** Fields of objects, from their root, that pods are in. */
export const FIELDS_WITH_PODS: readonly string[] = [
  ...new Set(
    POD_KINDS.flatMap((kind) => Object.values(podPlacesOf(kind)).flat())
      .map((path: string) => path.split(/[.[{]/)[0])
      .filter((field) => field !== ''),
  ),
].sort();

/** Kinds whose pods are judged: those of Kubernetes itself, and of the others the named ones. */
export function podKindsAmong(named?: readonly string[]): readonly Kind[] {
  return named === undefined
    ? POD_KINDS
    : POD_KINDS.filter((kind) => isBuiltIn(kind) || named.includes(`${kind.group}/${kind.kind}`));
}

/** What is wrong with names of kinds: of one that no record knows, pods would pass. */
export function kindProblems(named: readonly string[] = []): Problem[] {
  const known = POD_KINDS.map(({ group, kind }) => `${group}/${kind}`);
  return named
    .filter((name) => !known.includes(name))
    .map((got) => ({
      what: 'no kind with pods is known by this name',
      got,
      allowed: 'group and kind as in kubeflow.org/PyTorchJob, of kinds that hold pods',
      fix: 'remove it: the pods themselves are judged when its operator makes them',
    }));
}
