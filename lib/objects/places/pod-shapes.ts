import { Fields, fieldsIn, listIn } from '../unknown-fields';

/** Fields of a container beside its name and image; each of them tells it from other things that have an image. */
const CONTAINER_FIELDS = [
  ...['args', 'command', 'env', 'envFrom', 'imagePullPolicy', 'lifecycle', 'livenessProbe', 'ports', 'readinessProbe'],
  ...['resources', 'script', 'securityContext', 'startupProbe', 'volumeDevices', 'volumeMounts', 'workingDir'],
];

/** Fields of the security context of a container that the one of a pod does not have. */
const CONTAINER_ONLY = [
  ...['allowPrivilegeEscalation', 'capabilities', 'privileged', 'procMount', 'readOnlyRootFilesystem'],
];

/** Fields of a pod spec beside containers. */
const POD_FIELDS = [
  ...['affinity', 'hostIPC', 'hostNetwork', 'hostPID', 'initContainers', 'nodeSelector', 'podSecurityContext'],
  ...['runtimeClassName', 'serviceAccount', 'serviceAccountName', 'sidecars', 'template', 'tolerations', 'volumes'],
];

/** Fields of a pod spec that open the node, in fragments of pods that operators merge. */
const HOST_FIELDS = ['hostIPC', 'hostNetwork', 'hostPID', 'shareProcessNamespace'];

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Items of `containers`: one says by any field that it is a container. */
export function isListOfContainers(value: unknown): boolean {
  return listIn(value).some(
    (item) => isMap(item) && (typeof item.image === 'string' || hasAny(item, CONTAINER_FIELDS)),
  );
}

/** A map that is a container, whatever the field that holds it. */
export function isContainer(value: unknown): value is Record<string, unknown> {
  if (!isMap(value)) {
    return false;
  }
  return (
    (typeof value.image === 'string' && hasAny(value, CONTAINER_FIELDS)) ||
    hasAny(fieldsIn(value.securityContext), CONTAINER_ONLY) ||
    (Array.isArray(value.command) && hasAny(value, ['args', 'env', 'volumeMounts', 'resources']))
  );
}

/** A list of containers, whatever the field that holds it. */
export function isListOfNamelessContainers(value: unknown): boolean {
  return Array.isArray(value) && value.some(isContainer);
}

/** Whether a container is the pod as well, as in operators that write both into one object. */
export function hasPodFields(container: Fields): boolean {
  return hasAny(container, POD_FIELDS);
}

/** Whether what a place has for a container says anything that runs. */
export function saysWhatRuns(container: Fields): boolean {
  return hasAny(container, ['image', 'command', 'args', 'securityContext']);
}

/** A piece of a pod that opens the node, though it has no container. */
export function isDangerousPiece(map: Fields): boolean {
  return (
    HOST_FIELDS.some((field) => map[field] === true) ||
    listIn(map.volumes).some((volume) => fieldsIn(volume).hostPath !== undefined)
  );
}

/** A security context of a container that stands alone, such as `containerSecurityContext`. */
export function isDangerousContext(value: unknown): boolean {
  const { privileged, allowPrivilegeEscalation, capabilities } = fieldsIn(value);
  return privileged === true || allowPrivilegeEscalation === true || listIn(fieldsIn(capabilities).add).length > 0;
}

/** A whole object within another one, not a reference to one. */
export function isWholeObject(map: Fields): boolean {
  return (
    typeof map.apiVersion === 'string' &&
    map.apiVersion !== '' &&
    typeof map.kind === 'string' &&
    map.kind !== '' &&
    ['metadata', 'spec', 'template', 'data', 'items', 'rules', 'objects'].some(
      (field) => typeof map[field] === 'object' && map[field] !== null,
    )
  );
}

function hasAny(map: Fields, fields: readonly string[]): boolean {
  return fields.some((field) => map[field] !== undefined && map[field] !== null);
}
