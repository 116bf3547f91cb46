import { ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { goInstall } from '../support/go';

const EMPTY = Buffer.from('{}');
const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

export function digestOf(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** The registry of the Distribution project on loopback. */
export class Distribution {
  public static async start(auth?: object, files: Record<string, string> = {}): Promise<Distribution> {
    const binary = goInstall('github.com/distribution/distribution/v3/cmd/registry', 'v3.1.2');
    const folder = mkdtempSync(join(tmpdir(), 'registry-'));
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), content);
    }
    const host = `127.0.0.1:${await freePort()}`;
    const configuration = {
      version: 0.1,
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { inmemory: {} },
      http: { addr: host },
      ...(auth && { auth }),
    };
    writeFileSync(join(folder, 'config.yml'), stringify(configuration));
    // Told only where the registry does not start: cosign asks for what is not there by design.
    const log = openSync(join(folder, 'registry.log'), 'w');
    const server = spawn(binary, ['serve', 'config.yml'], {
      cwd: folder,
      env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const registry = new Distribution(host, folder, server);
    await registry.answers();
    return registry;
  }

  private constructor(
    public readonly host: string,
    private readonly folder: string,
    private readonly server: ChildProcess,
  ) {}

  /** Publishes an image without layers under a tag. */
  public async pushImage(repository: string, tag: string, headers: Record<string, string> = {}): Promise<string> {
    await this.pushBlob(repository, EMPTY, headers);
    const descriptor = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(EMPTY), size: 2 };
    const manifest = { schemaVersion: 2, mediaType: IMAGE, config: descriptor, layers: [], annotations: { tag } };
    return this.pushManifest(repository, tag, IMAGE, manifest, headers);
  }

  /** Publishes an index of an image that lies in the repository. */
  public async pushIndex(repository: string, tag: string, image: string): Promise<string> {
    const platform = { architecture: 'amd64', os: 'linux' };
    const size = (
      await (await fetch(this.url(repository, `manifests/${image}`), { headers: { accept: IMAGE } })).text()
    ).length;
    const manifests = [{ mediaType: IMAGE, digest: image, size, platform }];
    return this.pushManifest(repository, tag, INDEX, { schemaVersion: 2, mediaType: INDEX, manifests }, {});
  }

  public async stop(): Promise<void> {
    const ended = once(this.server, 'exit');
    this.server.kill();
    await ended;
    rmSync(this.folder, { recursive: true });
  }

  private async pushBlob(repository: string, content: Buffer, headers: Record<string, string>): Promise<void> {
    const begun = await fetch(this.url(repository, 'blobs/uploads/'), { method: 'POST', headers });
    const place = new URL(begun.headers.get('location')!);
    place.searchParams.set('digest', digestOf(content));
    await created(await fetch(place, { method: 'PUT', headers, body: new Uint8Array(content) }));
  }

  private async pushManifest(repository: string, tag: string, type: string, manifest: object, headers: object) {
    const body = JSON.stringify(manifest);
    const question = { method: 'PUT', body, headers: { ...headers, 'content-type': type } };
    await created(await fetch(this.url(repository, `manifests/${tag}`), question));
    return digestOf(body);
  }

  private url(repository: string, rest: string): URL {
    return new URL(`http://${this.host}/v2/${repository}/${rest}`);
  }

  private async answers(): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      try {
        await fetch(`http://${this.host}/v2/`);
        return;
      } catch (error) {
        if (Date.now() > deadline || this.server.exitCode !== null) {
          const log = readFileSync(join(this.folder, 'registry.log'), 'utf8');
          throw new Error(`the registry does not answer at ${this.host}: ${log}`, { cause: error });
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}

async function created(response: Response): Promise<void> {
  if (response.status !== 201) {
    throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
