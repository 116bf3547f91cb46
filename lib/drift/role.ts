import { stringify } from 'yaml';
import { ADDITIONS, ROOT_ADDITIONS } from './additions';
import { BINDING_KINDS } from './bindings';
import { Expected } from './objects';
import { isSecret, resourceOf } from './resource';
import { Manifest } from '../objects/manifest';

/** How roles are called, and the account that they are bound to. */
export interface RoleOptions {
  readonly name: string;
  readonly account: { readonly namespace: string; readonly name: string };
}

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

const RBAC = 'rbac.authorization.k8s.io/v1';
const POD: Kind = { apiVersion: 'v1', kind: 'Pod' };

type Kind = Pick<Manifest, 'apiVersion' | 'kind'>;

/**
 * What an account needs to compare a cluster with objects, and nothing more: it reads the objects by name, lists what could
 * undo them, and neither reads Secrets nor writes anything. Bindings are listed in all namespaces: any of them can give
 * something to an account of one.
 */
export async function rolesFor(manifests: AsyncIterable<Expected>, options: RoleOptions): Promise<string> {
  const names = new Map<string, Map<string, { kind: Kind; names: Set<string> }>>();
  for await (const { object } of manifests) {
    if (isSecret(object)) {
      continue;
    }
    const { namespace = '', name } = object.metadata!;
    const kinds = names.get(namespace) ?? new Map();
    names.set(namespace, kinds);
    const { group, name: resource } = resourceOf(object);
    const key = `${resource}.${group}`;
    const entry = kinds.get(key) ?? { kind: object, names: new Set() };
    kinds.set(key, entry);
    entry.names.add(name!);
  }
  const get = (namespace: string) =>
    [...(names.get(namespace)?.values() ?? [])].map(({ kind, names: some }) => rule(kind, ['get'], [...some].sort()));
  const namespaces = [...names.keys()].filter((namespace) => namespace !== '').sort();
  const objects = [
    ...bound('ClusterRole', undefined, [...BINDING_KINDS.map((kind) => rule(kind, ['list'])), ...get('')], options),
    ...namespaces.flatMap((namespace) =>
      bound(
        'Role',
        namespace,
        [...[POD, ...ADDITIONS].map((kind) => rule(kind, ['list'])), ...get(namespace)],
        options,
      ),
    ),
    ...Object.entries(ROOT_ADDITIONS).flatMap(([namespace, kinds]) =>
      bound(
        'Role',
        namespace,
        kinds.map((kind) => rule(kind, ['list'])),
        options,
      ),
    ),
  ];
  return objects.map((object) => `---\n${stringify(object, { aliasDuplicateObjects: false })}`).join('');
}

function rule(kind: Kind, verbs: readonly string[], resourceNames?: readonly string[]): PolicyRule {
  const { group, name } = resourceOf(kind);
  return { apiGroups: [group], resources: [name], verbs, resourceNames };
}

function bound(
  kind: string,
  namespace: string | undefined,
  rules: readonly PolicyRule[],
  { name, account }: RoleOptions,
): object[] {
  const metadata = { name, namespace };
  return [
    { apiVersion: RBAC, kind, metadata, rules },
    {
      apiVersion: RBAC,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}
