import { annotationTexts } from './annotation-texts';
import { Contents, EmbeddedObject, together, UnreadPlace } from './contents';
import { generatedObject } from './generated-object';
import { canHoldPods, TEXT_HOLDERS } from './kinds-without-pods';
import { imageText, modelImage, modelImagesIn } from './model-images';
import { KindPlaces, PlaceNode, placesOf } from './pod-places';
import {
  hasPodFields,
  isContainer,
  isDangerousContext,
  isDangerousPiece,
  isListOfContainers,
  isListOfNamelessContainers,
  isMap,
  isWholeObject,
  saysWhatRuns,
} from './pod-shapes';
import { CONTAINER_LISTS, FoundBy, joined, Piece, PodView } from './pod-view';
import { decodedText, isTooLong, mayHoldPods, valuesInText } from './text-values';
import type { Manifest } from '../manifest';

type Fields = Record<string, unknown>;

export type { Contents, EmbeddedObject, UnreadPlace } from './contents';

/** Deeper than any schema is; objects that nest their own kind end somewhere. */
const DEEPEST = 200;

const NOTHING: Contents = { pods: [], embedded: [], unread: [] };
const ANNOTATIONS = 'metadata.annotations';
const EVERYWHERE: KindPlaces = { isClosed: false, paths: {}, root: { steps: new Map() } };

/**
 * Finds the pods of an object: at the places that its kind is known to have and, in kinds other than those of Kubernetes
 * itself, wherever something has the shape of a pod, a container or a whole object; and in texts of annotations.
 */
export function contentsOf(object: Manifest, groupKind: string): Contents {
  const own = fieldsOf(object, groupKind);
  const texts = annotationTexts(object, groupKind);
  return texts ? together(own, new Walk({ [ANNOTATIONS]: texts } as never, EVERYWHERE).texts([ANNOTATIONS])) : own;
}

function fieldsOf(object: Manifest, groupKind: string): Contents {
  if (TEXT_HOLDERS.has(groupKind)) {
    return new Walk(object, EVERYWHERE).texts(['binaryData', 'data', 'stringData']);
  }
  if (!canHoldPods(groupKind)) {
    return NOTHING;
  }
  return new Walk(object, placesOf(groupKind) ?? EVERYWHERE).contents();
}

/** Where the walk is. */
interface At {
  readonly path: string;
  readonly field: string;
  readonly parent: Fields;
  readonly node?: PlaceNode;
  readonly depth: number;
  readonly foundBy?: FoundBy;
}

class Walk {
  private readonly pods: PodView[] = [];
  private readonly embedded: EmbeddedObject[] = [];
  private readonly unread: UnreadPlace[] = [];
  private readonly seen = new Set<unknown>();
  /** Of pod specs: fields that hold containers beside those of a pod spec. */
  private readonly containerFields = new Map<unknown, readonly string[]>();

  public constructor(
    private readonly object: Manifest,
    private readonly places: KindPlaces,
  ) {}

  public contents(): Contents {
    this.visitMap(this.object, { path: '', field: '', parent: {}, node: this.places.root, depth: 0 });
    return { pods: this.pods, embedded: this.embedded, unread: this.unread };
  }

  /** Of objects whose other fields hold nothing: what their texts hold. */
  public texts(fields: readonly string[]): Contents {
    for (const field of fields) {
      const texts = this.object[field];
      if (isMap(texts)) {
        this.visitFields(texts, { path: field, field, parent: this.object, depth: 1 });
      }
    }
    return { pods: this.pods, embedded: this.embedded, unread: this.unread };
  }

  private visit(value: unknown, at: At): void {
    if (at.depth > DEEPEST) {
      this.unread.push({ path: at.path, why: 'embedded' });
    } else if (Array.isArray(value)) {
      const node = at.node?.steps.get('[]');
      if (node || !this.places.isClosed) {
        value.forEach((item, index) =>
          this.visit(item, { ...at, path: `${at.path}[${index}]`, node, depth: at.depth + 1 }),
        );
      }
    } else if (isMap(value)) {
      this.visitMap(value, at);
    } else if (typeof value === 'string') {
      this.visitText(value, at);
    }
  }

  private visitMap(map: Fields, at: At): void {
    const generated = at.path === '' || this.places.isClosed ? undefined : generatedObject(map);
    if (generated) {
      this.embedded.push({ path: joined(at.path, 'data'), object: generated });
      return;
    }
    if (at.path !== '' && (!this.places.isClosed || at.node?.shape === 'embedded') && isWholeObject(map)) {
      // claims of a StatefulSet and its kin are made in the namespace of the object
      if (!/(^|\.)volumeClaimTemplates?(\[|$)/.test(at.path)) {
        this.embedded.push({ path: at.path, object: map as Manifest });
      }
      return;
    }
    const known = this.pods.length + this.embedded.length;
    this.visitPlace(map, at);
    this.visitContainers(map, at);
    this.visitFields(map, at);
    if (at.node?.shape === 'embedded' && Object.keys(map).length > 0) {
      if (this.pods.length + this.embedded.length === known) {
        this.unread.push({ path: at.path, why: 'embedded' });
      }
    }
  }

  private visitPlace(map: Fields, at: At): void {
    switch (at.node?.shape) {
      case 'podTemplate':
        this.add(map.spec, joined(at.path, 'spec'), map.metadata, 'place');
        break;
      case 'podSpec':
        this.add(map, at.path, this.metadataBeside(at), 'place');
        break;
      case 'templatePatch':
        this.add(map.spec ?? map, map.spec ? joined(at.path, 'spec') : at.path, map.metadata, 'place', 'patch');
        break;
      case 'image':
        this.addImage(map, at);
        break;
    }
  }

  /** Containers in fields of a map make it a pod spec, or as much of one as the operator lets the author write. */
  private visitContainers(map: Fields, at: At): void {
    if (this.seen.has(map)) {
      return;
    }
    const isOpen = !this.places.isClosed;
    const fields = this.containerFieldsOf(map, at);
    const isPod = fields.length > 0 || (isOpen && CONTAINER_LISTS.some((list) => isListOfContainers(map[list])));
    if (isPod) {
      const foundBy = at.foundBy ?? (fields.some((field) => at.node?.steps.has(field)) ? 'place' : 'shape');
      this.add(map, at.path, this.metadataBeside(at), foundBy, this.pieceOf(map, at), fields);
    } else if (this.isContainerAndPod(map, at)) {
      const foundBy = at.node?.shape === 'container' ? 'place' : 'shape';
      this.add(map, at.path, this.metadataBeside(at), foundBy, 'containers', ['']);
    } else if (isOpen && at.path !== '' && isDangerousPiece(map)) {
      this.add(map, at.path, this.metadataBeside(at), at.foundBy ?? 'shape', 'patch');
    } else if (isOpen && /securityContext$/i.test(at.field) && isDangerousContext(map)) {
      this.addContext(map, at);
    }
  }

  private pieceOf(map: Fields, { path, field, node }: At): Piece {
    const isSpecOfTemplate = /spec$/i.test(field) && path !== 'spec';
    const isPlaceOfContainers = node?.steps.get('containers')?.shape === 'containers';
    return Array.isArray(map.containers) && !isPlaceOfContainers && (isSpecOfTemplate || hasPodFields(map))
      ? 'whole'
      : 'containers';
  }

  /** Fields beside those of a pod spec that hold containers, by the places of the kind or by their shape. */
  private containerFieldsOf(map: Fields, { node }: At): string[] {
    return Object.keys(map).filter((field) => {
      const value = map[field];
      if (typeof value !== 'object' || value === null || CONTAINER_LISTS.includes(field)) {
        return false;
      }
      const shape = node?.steps.get(field)?.shape;
      if (shape === 'containers') {
        return Array.isArray(value) && value.length > 0;
      }
      if (isMap(value) && this.seen.has(value)) {
        return false;
      }
      if (shape === 'container' && isMap(value)) {
        const isPart = node?.shape === 'podSpec' || saysWhatRuns(value);
        return isPart && !this.isPodItself(field, value);
      }
      if (this.places.isClosed || shape === 'image') {
        return false;
      }
      return isMap(value)
        ? isContainer(value) && !this.isPodItself(field, value)
        : isListOfNamelessContainers(value) && !isWholeObject((value as Fields[])[0] ?? {});
    });
  }

  private isContainerAndPod(map: Fields, { path, field, node }: At): boolean {
    const isOne = node?.shape === 'container' ? saysWhatRuns(map) : !this.places.isClosed && isContainer(map);
    return path !== '' && isOne && this.isPodItself(field, map);
  }

  /** A container that has fields of a pod as well is found when it is visited itself. */
  private isPodItself(field: string, container: Fields): boolean {
    return field === 'spec' || hasPodFields(container);
  }

  private visitFields(map: Fields, at: At): void {
    const steps = at.node?.steps;
    for (const field of this.places.isClosed ? (steps?.keys() ?? []) : Object.keys(map)) {
      if (field === '{}') {
        Object.keys(map).forEach((key) => this.visitField(map, key, steps?.get('{}'), at));
      } else if (map[field] !== undefined) {
        this.visitField(map, field, steps?.get(field) ?? steps?.get('{}'), at);
      }
    }
  }

  private visitField(map: Fields, field: string, node: PlaceNode | undefined, at: At): void {
    const value = map[field];
    const isOfPod =
      this.seen.has(map) &&
      (field === 'securityContext' || CONTAINER_LISTS.includes(field) || this.isContainerOf(map, field));
    if (isOfPod) {
      this.addModels(value, joined(at.path, field), at);
      return;
    }
    if (at.path === '' && (field === 'metadata' || field === 'status')) {
      return;
    }
    const { depth, foundBy } = at;
    this.visit(value, { path: joined(at.path, field), field, parent: map, node, depth: depth + 1, foundBy });
  }

  private isContainerOf(map: Fields, field: string): boolean {
    return this.containerFields.get(map)?.includes(field) ?? false;
  }

  private visitText(written: string, at: At): void {
    const text = (this.places.isClosed ? undefined : decodedText(written)) ?? written;
    const shape = at.node?.shape;
    if (shape === 'script' && text.trim() !== '') {
      this.unread.push({ path: at.path, why: 'script' });
      return;
    }
    if (shape === 'image') {
      this.addImage(text, at);
      return;
    }
    const model = modelImage(text);
    if (model !== undefined && !this.places.isClosed) {
      this.addImage(model, at, true);
      return;
    }
    const isPlace = shape === 'text' || shape === 'specPatchText';
    if (text.trim() === '' || (!isPlace && (this.places.isClosed || !mayHoldPods(text)))) {
      return;
    }
    const values = isTooLong(text) ? undefined : valuesInText(text);
    if (values === undefined) {
      this.unread.push({ path: at.path, why: 'text' });
      return;
    }
    const known = this.pods.length + this.embedded.length;
    for (const value of values) {
      if (shape === 'specPatchText') {
        this.add(value, at.path, {}, 'text', 'patch');
      } else {
        this.visit(value, { ...at, node: undefined, foundBy: 'text', depth: at.depth + 1 });
      }
    }
    if (isPlace && this.pods.length + this.embedded.length === known) {
      this.unread.push({ path: at.path, why: 'text' });
    }
  }

  private add(
    spec: unknown,
    path: string,
    metadata: unknown,
    foundBy: FoundBy,
    piece: Piece = 'whole',
    containerFields: readonly string[] = [],
  ): void {
    const map = mapOf(spec);
    this.seen.add(map);
    const fields = [...new Set([...containerFields, ...this.extraFieldsOf(map, path)])];
    this.containerFields.set(map, [...(this.containerFields.get(map) ?? []), ...fields]);
    this.pods.push({ path, spec: map, meta: mapOf(metadata), foundBy, piece, containerFields: fields });
  }

  /** Of a pod spec that was found as a whole: containers in other fields than its own. */
  private extraFieldsOf(map: Fields, path: string): string[] {
    const node = this.nodeAt(path);
    return this.containerFieldsOf(map, { path, field: '', parent: {}, node, depth: 0 });
  }

  private nodeAt(path: string): PlaceNode | undefined {
    let node: PlaceNode | undefined = this.places.root;
    for (const step of path.match(/\[\d+\]|[^.[\]]+/g) ?? []) {
      node = node?.steps.get(step.startsWith('[') ? '[]' : step) ?? node?.steps.get('{}');
    }
    return node;
  }

  /** A model in an image has no container of its own. */
  private addImage(value: unknown, at: At, isModel = false): void {
    const image = imageText(value);
    if (image !== undefined) {
      if (!isModel) {
        this.unread.push({ path: at.path, why: 'image' });
      }
      const spec = { containers: [{ name: at.field, image }] };
      const containerFields: string[] = [];
      this.pods.push({ path: at.path, spec, meta: {}, foundBy: 'place', piece: 'image', containerFields });
    }
  }

  /** Of a container: an operator mounts models beside it. */
  private addModels(value: unknown, path: string, at: At): void {
    for (const { path: place, image } of this.places.isClosed ? [] : modelImagesIn(value, path)) {
      this.addImage(image, { ...at, path: place }, true);
    }
  }

  private addContext(securityContext: Fields, at: At): void {
    const spec = { containers: [{ name: at.field, securityContext }] };
    const { path, foundBy = 'shape' } = at;
    this.pods.push({ path, spec, meta: {}, foundBy, piece: 'patch', containerFields: [] });
  }

  /** Of a pod spec in `spec`: what stands beside it. Pods of other fields get the metadata of the object. */
  private metadataBeside({ field, parent }: At): unknown {
    return field === 'spec' ? parent.metadata : this.object.metadata;
  }
}

function mapOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}
