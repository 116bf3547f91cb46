/** CEL: whether a request changes what rules judge. A creation always does. */
import { FIELDS_WITH_PODS, POD_KINDS, podPlacesOf } from './pod-kinds';

const IS_NO_UPDATE = "request.operation != 'UPDATE'";

/** Types are not checked: fields differ from kind to kind. */
const [NOW, BEFORE] = ['dyn(object)', 'dyn(oldObject)'];

const SPECS_DIFFER = `[${FIELDS_WITH_PODS.map((field) => `'${field}'`).join(', ')}].exists(field, ${NOW}[?field] != ${BEFORE}[?field])`;

/** Kinds without a pod template, whose labels and annotations their operator gives to the pods. */
const METADATA_FOR_PODS = [
  ...new Set(POD_KINDS.filter((kind) => podPlacesOf(kind).specs.length > 0).map(({ kind }) => `'${kind}'`)),
];

const differs = (field: string): string =>
  `${NOW}.metadata[?${field}].orValue({}) != ${BEFORE}.metadata[?${field}].orValue({})`;

/**
 * Labels by which a running pod joins or leaves the mesh. Its other metadata decides when it is created, and is written
 * by network plug-ins and virtual nodes later.
 */
const meshLabels = (object: string): string =>
  `${object}.metadata.?labels.orValue({}).filter(key, key.matches(r'^([a-z0-9-]+\\.)*istio\\.io/'))`;
const lacks = (object: string, other: string): string =>
  `${meshLabels(object)}.exists(key, ${other}.metadata.?labels[?key] != ${object}.metadata.?labels[?key])`;

/** Whether a request changes the pods of an object: their spec, or metadata that they get from the object. */
export const CHANGED_PODS = [
  IS_NO_UPDATE,
  SPECS_DIFFER,
  `object.kind in [${METADATA_FOR_PODS.join(', ')}] && ['labels', 'annotations'].exists(field, ${differs('field')})`,
  `object.kind == 'Pod' && (${lacks(NOW, BEFORE)} || ${lacks(BEFORE, NOW)})`,
]
  .map((condition) => `(${condition})`)
  .join('\n|| ');

/** Fields of an object that say how it is kept, or what became of it. */
const sameFields = (one: string, other: string): string =>
  `${one}.all(field, field in ['metadata', 'status'] || ${one}[field] == ${other}[?field].orValue(null))`;

/**
 * Whether a request is about an object that is not being deleted, or changes what rules read of one that is: the time of
 * deletion is set by whoever deletes, and finalizers keep the object in force for as long as they like. The labels of a
 * Service choose nothing, and the cloud controller manager of ACK takes its own away on deletion.
 */
export const CHANGED_WHILE_DELETED = [
  IS_NO_UPDATE,
  '!has(object.metadata.deletionTimestamp)',
  `!${sameFields(NOW, BEFORE)}`,
  `!${sameFields(BEFORE, NOW)}`,
  differs("'annotations'"),
  `object.kind != 'Service' && ${differs("'labels'")}`,
]
  .map((condition) => `(${condition})`)
  .join('\n|| ');
