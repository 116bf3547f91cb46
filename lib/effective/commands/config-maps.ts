import { Manifest } from '../../objects/manifest';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn } from '../../objects/unknown-fields';
import { isKept } from '../fields';

/** A key of a ConfigMap, with the names of both for a reader. */
export interface Entry {
  readonly text: string;
  readonly origin: string;
}

/** ConfigMaps among the objects. What cannot be a setting or a script counts as not there. */
export class ConfigMaps {
  private readonly byName: ReadonlyMap<string, Fields>;

  public constructor(objects: readonly Manifest[]) {
    this.byName = new Map(
      objects
        .filter((object) => groupKindOf(object) === '/ConfigMap')
        .map(({ metadata, data }) => [keyOf(metadata?.namespace ?? 'default', metadata?.name), fieldsIn(data)]),
    );
  }

  public entry(namespace: string, name: unknown, key: unknown): Entry | undefined {
    const text = this.byName.get(keyOf(namespace, name))?.[String(key)];
    return text === undefined || !isKept(String(key), text)
      ? undefined
      : { text: text as string, origin: `ConfigMap ${String(name)} (${String(key)})` };
  }

  /** All of its entries by key; none where the ConfigMap is not among the objects. */
  public entries(namespace: string, name: unknown): [key: string, entry: Entry][] {
    return Object.keys(this.byName.get(keyOf(namespace, name)) ?? {}).flatMap((key) => {
      const entry = this.entry(namespace, name, key);
      return entry ? [[key, entry]] : [];
    });
  }
}

function keyOf(namespace: string, name: unknown): string {
  return `${namespace}/${String(name)}`;
}
