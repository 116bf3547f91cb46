import { ApiServer } from './client';
import { Drift, drift } from './drift';
import { DriftId } from './drift-kinds';
import { Inventory } from './inventory';
import { isSubset } from './selectors';
import { objectName } from '../guardrails/evidence/subjects';
import { Labels, selects } from '../objects/label-selector';
import { Manifest } from '../objects/manifest';
import { MESH_ROOT } from '../objects/mesh-root';
import { fieldsIn } from '../objects/unknown-fields';

/** A kind whose objects open what others close, only by being there. */
interface Addition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly id: DriftId;
  /** Whether an object of it concerns pods with some labels. */
  concerns(object: any, labels: Labels, isService: (name: string) => boolean): boolean;
}

const ISTIO_SECURITY = 'security.istio.io/v1';

const AUTHORIZATION: Addition = {
  apiVersion: ISTIO_SECURITY,
  kind: 'AuthorizationPolicy',
  id: 'mesh-policy-added',
  // what denies or audits opens nothing, and neither does a policy without rules
  concerns: ({ spec = {} }, labels) =>
    (spec.action ?? 'ALLOW') === 'ALLOW' && (spec.rules ?? []).length > 0 && selects(spec.selector ?? {}, labels),
};

export const ADDITIONS: readonly Addition[] = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    id: 'network-policy-added',
    concerns: ({ spec }, labels) => selects(fieldsIn(spec.podSelector), labels),
  },
  AUTHORIZATION,
  {
    apiVersion: ISTIO_SECURITY,
    kind: 'PeerAuthentication',
    id: 'mesh-policy-added',
    concerns: ({ spec = {} }, labels) =>
      selects(spec.selector ?? {}, labels) && /PERMISSIVE|DISABLE/.test(JSON.stringify(spec)),
  },
  ...['networking.istio.io/v1/Sidecar', 'networking.istio.io/v1alpha3/EnvoyFilter'].map((path): Addition => {
    const [group, version, kind] = path.split('/');
    return {
      apiVersion: `${group}/${version}`,
      kind,
      id: 'mesh-policy-added',
      concerns: ({ spec = {} }, labels) => isSubset(spec.workloadSelector?.labels ?? {}, labels),
    };
  }),
  {
    apiVersion: 'v1',
    kind: 'Service',
    id: 'service-added',
    concerns: ({ spec }, labels) => spec.selector !== undefined && isSubset(spec.selector, labels),
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    id: 'route-added',
    concerns: (ingress, _, isService) => backendsOf(ingress).some(isService),
  },
];

/** Kinds that are read in the namespace of the mesh, too. */
export const ROOT_ADDITIONS: Readonly<Record<string, readonly Addition[]>> = { [MESH_ROOT]: [AUTHORIZATION] };

/** Objects that nobody declared, which lead to the pods of a namespace or let traffic to them pass. */
export async function* additionsIn(server: ApiServer, namespace: string, inventory: Inventory): AsyncGenerator<Drift> {
  const isService = (name: string) => inventory.hasNamed({ apiVersion: 'v1', kind: 'Service' }, namespace, name);
  yield* found(server, ADDITIONS, namespace, inventory, inventory.podLabels(namespace), isService);
}

/** Policies that nobody declared, which let traffic to pods of every namespace pass. */
export async function* additionsToMesh(server: ApiServer, inventory: Inventory): AsyncGenerator<Drift> {
  for (const [namespace, kinds] of Object.entries(ROOT_ADDITIONS)) {
    yield* found(server, kinds, namespace, inventory, inventory.podLabels(), () => false);
  }
}

async function* found(
  server: ApiServer,
  kinds: readonly Addition[],
  namespace: string,
  inventory: Inventory,
  podLabels: readonly Labels[],
  isService: (name: string) => boolean,
): AsyncGenerator<Drift> {
  for (const { apiVersion, kind, id, concerns } of kinds) {
    for await (const object of server.list({ apiVersion, kind }, namespace)) {
      if (!inventory.has(object) && podLabels.some((labels) => concerns(object, labels, isService))) {
        yield drift({ id, object: objectName(object), actual: object.spec });
      }
    }
  }
}

function backendsOf({ spec }: Manifest): string[] {
  const { defaultBackend, rules = [] } = spec as any;
  const paths = rules.flatMap(({ http }: any) => http?.paths ?? []);
  return [defaultBackend, ...paths.map(({ backend }: any) => backend)].flatMap(
    (backend) => backend?.service?.name ?? [],
  );
}
