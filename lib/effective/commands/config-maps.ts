import { Manifest } from '../../objects/manifest';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn } from '../../objects/unknown-fields';

/** A key of a ConfigMap, with the ConfigMap's name for a reader. */
export interface Entry {
  readonly text: string;
  readonly origin: string;
}

/** ConfigMaps among the objects. */
export class ConfigMaps {
  private readonly byName: ReadonlyMap<string, Fields>;

  public constructor(objects: readonly Manifest[]) {
    this.byName = new Map(
      objects
        .filter((object) => groupKindOf(object) === '/ConfigMap')
        .map(({ metadata, data }) => [keyOf(metadata?.namespace ?? 'default', metadata?.name), fieldsIn(data)]),
    );
  }

  public get isEmpty(): boolean {
    return this.byName.size === 0;
  }

  public entry(namespace: string, name: unknown, key: unknown): Entry | undefined {
    const text = this.byName.get(keyOf(namespace, name))?.[String(key)];
    return text === undefined ? undefined : { text: String(text), origin: `ConfigMap ${String(name)}` };
  }

  /** All keys; undefined where the ConfigMap is not among the objects. */
  public keys(namespace: string, name: unknown): readonly string[] | undefined {
    const data = this.byName.get(keyOf(namespace, name));
    return data && Object.keys(data);
  }
}

function keyOf(namespace: string, name: unknown): string {
  return `${namespace}/${String(name)}`;
}
