import { hasLabels, namespaceOf } from './selection';
import { Manifest } from '../../objects/manifest';
import { MESH_ROOT } from '../../objects/mesh-root';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { EffectivePod } from '../pods';

/** A patch that takes away, or changes, what asks callers for their right. */
export interface RemovedFilter {
  readonly filter: Manifest;
  /** Where the patch is, for example `spec.configPatches[0]`. */
  readonly path: string;
}

const RBAC = /^envoy\.filters\.(http|network)\.(rbac|http_connection_manager)$/;
const CHANGING = ['REMOVE', 'REPLACE', 'MERGE'];

/** Parts of a listener: without them its filters are not there either. */
const WHOLE = ['LISTENER', 'FILTER_CHAIN'];

/**
 * Patches of EnvoyFilters that take the filters away which authorize requests to a port of a pod. A patch of filters that
 * names none does nothing; one whose other conditions are not known here may match.
 * Source: pilot/pkg/networking/core/envoyfilter/listener_patch.go.
 */
export function removedFilters(filters: readonly Manifest[], pod: EffectivePod, port: number): RemovedFilter[] {
  return filters
    .filter((filter) => reaches(filter, pod))
    .flatMap((filter) =>
      listIn(fieldsIn(filter.spec).configPatches)
        .map(fieldsIn)
        .flatMap((patch, index) => (removes(patch, port) ? [{ filter, path: `spec.configPatches[${index}]` }] : [])),
    );
}

function reaches(filter: Manifest, { namespace, labels }: EffectivePod): boolean {
  const { workloadSelector, targetRefs } = fieldsIn(filter.spec);
  return (
    [namespace, MESH_ROOT].includes(namespaceOf(filter)) &&
    listIn(targetRefs).length === 0 &&
    hasLabels({ matchLabels: fieldsIn(workloadSelector).labels }, labels)
  );
}

function removes({ applyTo, match, patch }: Fields, port: number): boolean {
  const { context = 'ANY', listener } = fieldsIn(match);
  const { portNumber, filterChain } = fieldsIn(listener);
  const { operation } = fieldsIn(patch);
  const isInbound = context === 'ANY' || context === 'SIDECAR_INBOUND';
  const isForPort = portNumber === undefined || Number(portNumber) === port;
  return (
    isInbound && isForPort && CHANGING.includes(String(operation)) && hitsAuthorization(applyTo, operation, filterChain)
  );
}

function hitsAuthorization(applyTo: unknown, operation: unknown, filterChain: unknown): boolean {
  const { name, subFilter } = fieldsIn(fieldsIn(filterChain).filter);
  switch (applyTo) {
    case 'HTTP_FILTER':
      return RBAC.test(String(fieldsIn(subFilter).name ?? ''));
    case 'NETWORK_FILTER':
      return RBAC.test(String(name ?? ''));
    default:
      return WHOLE.includes(String(applyTo)) && operation === 'REMOVE';
  }
}
