import { ApiError, ApiServer } from '../drift/client';
import { Manifest } from '../objects/manifest';

type Kind = Pick<Manifest, 'apiVersion' | 'kind'>;

const NODE: Kind = { apiVersion: 'v1', kind: 'Node' };
const DAEMON_SET: Kind = { apiVersion: 'apps/v1', kind: 'DaemonSet' };
const ADMISSION = 'admissionregistration.k8s.io/v1';
const WEBHOOKS: readonly Kind[] = [
  { apiVersion: ADMISSION, kind: 'MutatingWebhookConfiguration' },
  { apiVersion: ADMISSION, kind: 'ValidatingWebhookConfiguration' },
];

/** What may not be read, and why. */
export class Unreadable {
  public constructor(public readonly reason: string) {}
}

/** What preflight reads of a cluster, each once. Nothing is written, and no Secret is read. */
export class ClusterView {
  private readonly known = new Map<string, Promise<unknown>>();

  public constructor(private readonly server: ApiServer) {}

  public get address(): string {
    return this.server.address;
  }

  public nodes(): Promise<readonly Manifest[] | Unreadable> {
    return this.list(NODE);
  }

  public daemonSets(): Promise<readonly Manifest[] | Unreadable> {
    return this.list(DAEMON_SET);
  }

  public async webhooks(): Promise<readonly Manifest[] | Unreadable> {
    const lists = await Promise.all(WEBHOOKS.map((kind) => this.list(kind)));
    const refused = lists.find((list) => list instanceof Unreadable);
    return refused ?? (lists as (readonly Manifest[])[]).flat();
  }

  /** Versions of an API group that the server has. */
  public async versionsOf(group: string): Promise<readonly string[] | Unreadable> {
    const found = await this.read(group === '' ? '/api' : `/apis/${group}`);
    const { versions = [] } = (found ?? {}) as { versions?: (string | { version: string })[] };
    return found instanceof Unreadable
      ? found
      : versions.map((each) => (typeof each === 'string' ? each : each.version));
  }

  /** Kinds of a group and version; undefined if the server does not have it. */
  public async kindsOf(apiVersion: string): Promise<readonly string[] | undefined | Unreadable> {
    const found = await this.read(`${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}`);
    return found === undefined || found instanceof Unreadable
      ? found
      : (found as { resources: { kind: string }[] }).resources.map(({ kind }) => kind);
  }

  public list(kind: Kind, namespace?: string): Promise<readonly Manifest[] | Unreadable> {
    return this.once(`list ${kind.apiVersion} ${kind.kind} ${namespace ?? ''}`, async () => {
      const items: Manifest[] = [];
      for await (const item of this.server.list(kind, namespace)) {
        items.push(item);
      }
      return items;
    });
  }

  public get(object: Manifest): Promise<Manifest | undefined | Unreadable> {
    const { namespace, name } = object.metadata!;
    return this.once(`get ${object.apiVersion} ${object.kind} ${namespace}/${name}`, () => this.server.get(object));
  }

  private read(path: string): Promise<unknown> {
    return this.once(path, () => this.server.discover(path));
  }

  private once<T>(key: string, ask: () => Promise<T>): Promise<T | Unreadable> {
    const answer =
      this.known.get(key) ??
      ask().catch((error: unknown) => {
        if (error instanceof ApiError) {
          return new Unreadable(error.message);
        }
        throw error;
      });
    this.known.set(key, answer);
    return answer as Promise<T | Unreadable>;
  }
}
