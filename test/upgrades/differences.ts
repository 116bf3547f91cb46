/** What differs between the objects that two versions of the library write for one program, and what that does to a cluster. */
import { isDeepStrictEqual } from 'node:util';
import { Manifest } from '../../lib/objects/manifest';
import { podsOf } from '../../lib/objects/pods';
import { identityOf, refusedChanges } from '../day-two/immutable';

export interface Difference {
  readonly program: string;
  readonly object: string;
  /** Path of the field; `.` is the whole object. */
  readonly field: string;
  /** Value that is written now; absent if there is none. */
  readonly becomes?: unknown;
}

export type Objects = ReadonlyMap<string, unknown>;

export const byIdentity = (manifests: readonly Manifest[]): Objects =>
  new Map(manifests.map((manifest) => [identityOf(manifest), manifest]));

export function differences(program: string, before: Objects, now: Objects): Difference[] {
  const objects = [...new Set([...before.keys(), ...now.keys()])];
  return objects.flatMap((object) =>
    fieldsThatDiffer(before.get(object), now.get(object)).map((difference) => ({ program, object, ...difference })),
  );
}

function fieldsThatDiffer(before: unknown, now: unknown, path = ''): Pick<Difference, 'field' | 'becomes'>[] {
  if (isDeepStrictEqual(before, now)) {
    return [];
  }
  if (!isParent(before) || !isParent(now) || Array.isArray(before) !== Array.isArray(now)) {
    return [{ field: path || '.', ...(now !== undefined && { becomes: now }) }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys.flatMap((key) => fieldsThatDiffer(before[key], now[key], path ? `${path}/${key}` : key));
}

/** A list of plain values, such as arguments, is one field: one that is added moves all others. */
const isParent = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !(Array.isArray(value) && value.every((item) => typeof item !== 'object'));

/**
 * What an upgrade restarts or replaces in a cluster, which only a version that may break may do. Which arguments of Terraform replace a
 * resource is up to its provider: there, every change counts.
 */
export function disturbed(before: Objects, now: Objects): string[] {
  return [...before].flatMap(([identity, object]) => {
    const after = now.get(identity);
    if (after === undefined) {
      return [`${identity} is gone`];
    }
    if (!isManifest(object) || !isManifest(after)) {
      return isDeepStrictEqual(object, after) ? [] : [`${identity} changes the plan`];
    }
    return [
      ...(refusedChanges(object, after).length > 0 ? [`${identity} has to be replaced`] : []),
      ...(object.kind !== 'Job' && !isDeepStrictEqual(templatesOf(object), templatesOf(after))
        ? [`${identity} restarts pods`]
        : []),
    ];
  });
}

const isManifest = (object: unknown): object is Manifest => isParent(object) && 'apiVersion' in object;

const templatesOf = (object: Manifest) => podsOf(object).map(({ meta, spec }) => ({ meta, spec }));
