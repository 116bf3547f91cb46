import { isFor, namespaceOf } from './selection';
import { pairsOf } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { MESH_ROOT } from '../../objects/mesh-root';
import { Fields, fieldsIn } from '../../objects/unknown-fields';
import { EffectivePod } from '../pods';

export type TlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/**
 * TLS modes that may hold for a port of a pod: of the mesh, over that its namespace, its workload, its port. Of several
 * policies at one level the oldest counts, which files do not tell, so that each is possible.
 * Source: ComposePeerAuthentication, pilot/pkg/security/authn/policy_applier.go.
 */
export function tlsModesOf(policies: readonly Manifest[], pod: EffectivePod, port: number): ReadonlySet<TlsMode> {
  let modes: readonly TlsMode[] = ['PERMISSIVE'];
  for (const level of levelsOf(policies, pod)) {
    if (level.length > 0) {
      modes = level.flatMap((spec) => modesAt(spec, port, modes));
    }
  }
  return new Set(modes);
}

/** Policies of the mesh, the namespace and the workload. Those of the root namespace with a selector are not read. */
function levelsOf(policies: readonly Manifest[], pod: EffectivePod): Fields[][] {
  const own = policies.filter((policy) => isFor(policy, pod));
  const levels: Fields[][] = [[], [], []];
  for (const policy of own) {
    const spec = fieldsIn(policy.spec);
    const isSelecting = pairsOf(fieldsIn(spec.selector)).length > 0;
    const isOfMesh = namespaceOf(policy) === MESH_ROOT;
    if (!isSelecting || !isOfMesh) {
      levels[isSelecting ? 2 : isOfMesh ? 0 : 1].push(spec);
    }
  }
  return levels;
}

/** Ports count only beside a selector. */
function modesAt(
  { selector, mtls, portLevelMtls }: Fields,
  port: number,
  inherited: readonly TlsMode[],
): readonly TlsMode[] {
  const own = modeIn(mtls) ?? inherited;
  const isSelecting = pairsOf(fieldsIn(selector)).length > 0;
  return (isSelecting ? modeIn(fieldsIn(portLevelMtls)[port]) : undefined) ?? own;
}

function modeIn(mtls: unknown): readonly TlsMode[] | undefined {
  const { mode } = fieldsIn(mtls);
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? [mode] : undefined;
}
