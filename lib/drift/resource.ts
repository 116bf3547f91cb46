import { plural } from '../guardrails/admission/kinds';
import { Manifest } from '../objects/manifest';
import { groupOf } from '../objects/pods';

/** Names of resources that do not follow from the name of their kind as others do. */
const IRREGULAR: Readonly<Record<string, string>> = { TracingPolicyNamespaced: 'tracingpoliciesnamespaced' };

/** A kind as the API server and its roles name it. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly name: string;
}

type Kind = Pick<Manifest, 'apiVersion' | 'kind'>;

export function resourceOf({ apiVersion, kind }: Kind): Resource {
  const group = groupOf({ apiVersion, kind });
  return {
    group,
    version: apiVersion.slice(group === '' ? 0 : group.length + 1),
    name: IRREGULAR[kind] ?? plural({ group, kind }),
  };
}

/** Whether an object is one that is neither read nor asked for. */
export function isSecret(object: Manifest): boolean {
  return object.kind === 'Secret' && groupOf(object) === '';
}

/** Path of all objects of a kind, in a namespace or in all. */
export function listPath(kind: Kind, namespace?: string): string {
  const { group, version, name } = resourceOf(kind);
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`}/${name}`;
}

/** Path of an object. */
export function objectPath(object: Manifest): string {
  const { name, namespace } = object.metadata!;
  return `${listPath(object, namespace)}/${encodeURIComponent(name!)}`;
}
