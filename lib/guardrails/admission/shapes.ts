import { Kind } from './kinds';
import { podPlacesOf, SINGLE_CONTAINERS } from './pod-kinds';
import { podLists } from './pod-lists';
import { CONTAINER_LISTS } from '../../objects/places/pod-view';

/** Kinds that have their pods at the same place, so that one text fits all of them. */
export interface PodShape {
  readonly name: string;
  readonly kinds: readonly Kind[];
  /** Whether the type checker of Kubernetes knows the kinds. */
  readonly typed: boolean;
  /** CEL: all that has `metadata` and `spec` of a pod, as a list; of kinds whose types are not checked as a list of lists. */
  readonly pods: string;
  /** CEL over `pod`: lists of containers. Those whose types are known cannot be concatenated, since the types differ. */
  readonly containerLists: readonly string[];
}

const LISTS = CONTAINER_LISTS.map((list) => `pod.?spec.?${list}.orValue([])`);
const SINGLES = `[${SINGLE_CONTAINERS.map((field) => `'${field}'`).join(', ')}].filter(field, field in pod.?spec.orValue({})).map(field, pod.spec[field])`;

/** Where most kinds of Kubernetes itself have their pods. */
const BUILT_IN = [
  { name: 'pod', path: '', pods: '[object]' },
  { name: 'workload', path: 'spec.template', pods: '[?object.?spec.?template]' },
];

const isBuiltIn = ({ group }: Kind): boolean => ['', 'apps', 'batch'].includes(group);

/**
 * Shapes of kinds: those of Kubernetes itself, whose types its type checker knows, and all others, whose schemas depend on
 * what is installed. Types of the latter are not checked: those of a pod are, by the other shapes.
 */
export function podShapes(kinds: readonly Kind[]): PodShape[] {
  const typed = BUILT_IN.map(({ name, path, pods }): PodShape => {
    const ofShape = kinds.filter((kind) => isBuiltIn(kind) && podPlacesOf(kind).templates.includes(path));
    return { name, kinds: ofShape, typed: true, pods, containerLists: LISTS };
  });
  const others = kinds.filter((kind) => typed.every((shape) => !shape.kinds.includes(kind)));
  return [...typed, untypedShape('other', others)].filter((shape) => shape.kinds.length > 0);
}

/** All of the kinds, for an engine that knows no types. */
export function untypedShape(name: string, kinds: readonly Kind[]): PodShape {
  return { name, kinds, typed: false, pods: podLists(kinds), containerLists: [`(${[...LISTS, SINGLES].join(' + ')})`] };
}
