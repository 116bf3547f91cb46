import placesOfKinds from './places-of-kinds.json';

/** What lies at a place of an object. */
export type PlaceShape =
  /** `metadata` and `spec` of a pod. */
  | 'podTemplate'
  /** A pod spec, alone or inlined beside other fields. */
  | 'podSpec'
  /** A list of containers. */
  | 'containers'
  /** One container. */
  | 'container'
  /** The reference of an image, or an object with its repository and tag: the operator writes the container. */
  | 'image'
  /** Another object, or values from which one is made. */
  | 'embedded'
  /** A strategic merge patch of a pod template. */
  | 'templatePatch'
  /** Text that holds a strategic merge patch of a pod spec. */
  | 'specPatchText'
  /** Text that holds objects, patches or chart values. */
  | 'text'
  /** Text that a shell or another program runs. */
  | 'script';

/** A step on the way to places: names of fields, `[]` for items of a list, `{}` for values of a map. */
export interface PlaceNode {
  readonly shape?: PlaceShape;
  readonly steps: ReadonlyMap<string, PlaceNode>;
}

/** Where objects of a kind hold pods and what else runs. */
export interface KindPlaces {
  /** The API server accepts nothing that resembles a pod anywhere else. */
  readonly isClosed: boolean;
  readonly paths: Partial<Readonly<Record<PlaceShape, readonly string[]>>>;
  readonly root: PlaceNode;
}

type KindData = { readonly source?: string; readonly isClosed?: boolean } & KindPlaces['paths'];

const KINDS = placesOfKinds.kinds as Readonly<Record<string, KindData>>;
const WITHOUT: ReadonlySet<string> = new Set(placesOfKinds.without);

const indexed = new Map<string, KindPlaces | undefined>();

/** Places of a kind, such as `apps/Deployment` or `/Pod`; undefined where none is known. */
export function placesOf(groupKind: string): KindPlaces | undefined {
  if (!indexed.has(groupKind)) {
    const data = Object.hasOwn(KINDS, groupKind) ? KINDS[groupKind] : undefined;
    indexed.set(groupKind, data && indexOf(data));
  }
  return indexed.get(groupKind);
}

/** Whether the definition of a kind was read, and holds no place. */
export function isKnownWithoutPlaces(groupKind: string): boolean {
  return WITHOUT.has(groupKind);
}

/** Kinds with places, such as `apps/Deployment`. */
export function kindsWithPlaces(): readonly string[] {
  return Object.keys(KINDS);
}

/** `a[].b{}` as `a`, `[]`, `b`, `{}`. */
export function stepsOfPlace(path: string): string[] {
  return path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
}

interface GrowingNode {
  shape?: PlaceShape;
  steps: Map<string, GrowingNode>;
}

function indexOf({ source: _, isClosed = false, ...paths }: KindData): KindPlaces {
  const root: GrowingNode = { steps: new Map() };
  for (const [shape, list] of Object.entries(paths) as [PlaceShape, readonly string[]][]) {
    for (const path of list) {
      let node = root;
      for (const step of stepsOfPlace(path)) {
        const next: GrowingNode = node.steps.get(step) ?? { steps: new Map() };
        node.steps.set(step, next);
        node = next;
      }
      node.shape ??= shape;
    }
  }
  return { isClosed, paths, root };
}
