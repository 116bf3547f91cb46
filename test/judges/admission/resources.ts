import { ApiServer } from './api-server';
import { Kind } from '../../../lib/guardrails/admission/kinds';
import { Manifest } from '../../../lib/objects/manifest';

/** Where objects of each kind are sent. */
export class Resources {
  /** Asks the API server for all that it serves. */
  public static async of(server: ApiServer): Promise<Resources> {
    const { body } = await server.get('/apis');
    const groups = body.groups.flatMap(({ versions }: any) => versions.map((version: any) => version.groupVersion));
    const served = new Map<string, { plural: string; namespaced: boolean }>();
    for (const groupVersion of ['v1', ...groups]) {
      const path = groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`;
      for (const { kind, name, namespaced } of (await server.get(path)).body.resources) {
        if (!name.includes('/')) {
          served.set(`${groupVersion}/${kind}`, { plural: name, namespaced });
        }
      }
    }
    return new Resources(served);
  }

  private constructor(private readonly served: ReadonlyMap<string, { plural: string; namespaced: boolean }>) {}

  /** Kinds by group, such as `apps/Deployment`, whatever their version. */
  public get kinds(): Set<string> {
    return new Set(
      [...this.served.keys()].map((key) => {
        const parts = key.split('/');
        return `${parts.length === 3 ? parts[0] : ''}/${parts.at(-1)}`;
      }),
    );
  }

  /** How a kind is served in whichever version; undefined if it is not. */
  public ofKind({ group, kind }: Kind): { plural: string; namespaced: boolean } | undefined {
    const ofGroup = (name: string) => (group === '' ? name === `v1/${kind}` : name.startsWith(`${group}/`));
    const key = [...this.served.keys()].find((name) => ofGroup(name) && name.endsWith(`/${kind}`));
    return key === undefined ? undefined : this.served.get(key);
  }

  /** Path of the collection that an object is sent to. */
  public pathOf({ apiVersion, kind }: Manifest, namespace: string): string {
    const resource = this.served.get(`${apiVersion}/${kind}`);
    if (!resource) {
      throw new Error(`the API server serves no ${apiVersion} ${kind}`);
    }
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    return resource.namespaced ? `${base}/namespaces/${namespace}/${resource.plural}` : `${base}/${resource.plural}`;
  }
}
