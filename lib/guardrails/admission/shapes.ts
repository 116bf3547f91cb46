import { Kind } from './kinds';
import { CONTAINER_LISTS } from '../../objects/places/pod-view';
import { POD_PATHS, PodPaths, SINGLE_CONTAINERS } from '../../objects/pod-paths';

/** Kinds that have their pods at the same place, so that one text fits all of them. */
export interface PodShape {
  readonly name: string;
  readonly kinds: readonly Kind[];
  /** Whether the type checker of Kubernetes knows the kinds. */
  readonly typed: boolean;
  /** CEL: a list of all that has `metadata` and `spec` of a pod. */
  readonly pods: string;
  /** CEL over `pod`: lists of containers. Those whose types are known cannot be concatenated, since the types differ. */
  readonly containerLists: readonly string[];
}

const KINDS = Object.keys(POD_PATHS).map((key): Kind => {
  const [group, kind] = key.split('/');
  return { group, kind };
});

const LISTS = CONTAINER_LISTS.map((list) => `pod.?spec.?${list}.orValue([])`);
const SINGLES = SINGLE_CONTAINERS.map((field) => `[?pod.?spec.?${field}]`);

/** Where most kinds of Kubernetes itself have their pods. */
const BUILT_IN = [
  { name: 'pod', path: '' },
  { name: 'workload', path: 'spec.template' },
];

const isBuiltIn = ({ group }: Kind): boolean => ['', 'apps', 'batch'].includes(group);

/** Shapes of the kinds of Kubernetes itself, whose types its type checker knows. */
const TYPED_SHAPES = BUILT_IN.map(({ name, path }): PodShape => {
  const kinds = KINDS.filter((kind) => isBuiltIn(kind) && pathsOf(kind).templates?.includes(path));
  return {
    ...{ name, kinds, typed: true, containerLists: LISTS },
    pods: podList('object', { templates: [path] }),
  };
});

/**
 * Kinds of operators, whose schemas depend on what is installed, and the few of Kubernetes that have their pods elsewhere.
 * Types are not checked: those of a pod are, by the other shapes.
 */
const OTHER_SHAPE = untypedShape(
  'other',
  KINDS.filter((kind) => TYPED_SHAPES.every(({ kinds }) => !kinds.includes(kind))),
);

export const POD_SHAPES: readonly PodShape[] = [...TYPED_SHAPES, OTHER_SHAPE];

/** All kinds that have pods, for an engine that knows no types. */
export const ANY_POD_SHAPE = untypedShape('any', KINDS);

function untypedShape(name: string, kinds: readonly Kind[]): PodShape {
  const kindsOf = new Map<string, string[]>();
  for (const kind of kinds) {
    const pods = podList('dyn(object)', pathsOf(kind));
    kindsOf.set(pods, [...(kindsOf.get(pods) ?? []), `'${kind.kind}'`]);
  }
  const cases = [...kindsOf].map(([pods, names]) => `object.kind in [${names.join(', ')}] ? ${pods} :`);
  return {
    ...{ name, kinds, typed: false, containerLists: [`(${[...LISTS, ...SINGLES].join(' + ')})`] },
    pods: [...cases, '[]'].join('\n'),
  };
}

function pathsOf({ group, kind }: Kind): PodPaths {
  return POD_PATHS[`${group}/${kind}`];
}

function podList(object: string, { templates = [], specs = [] }: PodPaths): string {
  return [
    ...templates.map((path) => (path === '' ? `[${object}]` : listAt(object, path))),
    // a pod spec without metadata of its own: its pods get that of the object
    ...specs.map((path) => `${listAt(object, path)}.map(spec, {'metadata': ${object}.metadata, 'spec': spec})`),
  ].join(' + ');
}

/** What is at a path, where `*` is every element; an empty list if nothing is. */
function listAt(object: string, path: string): string {
  const [before, after] = path.split('.*.');
  const optional = [object, ...before.split('.')].join('.?');
  return after === undefined ? `[?${optional}]` : `${optional}.orValue([]).map(item, item.${after})`;
}
