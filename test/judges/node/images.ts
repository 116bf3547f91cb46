import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { NodeBuild } from './builds';
import { tarOf, TarEntry } from './tar';

/** Image of the sandbox of every pod, and of pods that the judge adds. */
export const PAUSE = 'judge.invalid/pause:1';
export const DNS_IMAGE = 'judge.invalid/coredns:1';

/** Names under which manifests start the programs for which the stand-in stands. */
const STANDS_FOR = [
  'app/llama-server',
  'nodejs/bin/node',
  'usr/bin/ossutil',
  'usr/bin/python3',
  'usr/bin/tritonserver',
  'usr/bin/vllm',
];

/** Where programs listen to which manifests say no port. */
const PORTS: Record<string, string> = { 'llm-nim': '8000', retriever: '8080' };

/** Images with the real program in them: what it does is what is judged. */
const WITH_NODEJS = ['nodejs22'];

/** An image of a program that is not the judge's own, with the shared libraries that it needs. */
export interface ProgramImage {
  readonly name: string;
  /** Path in the image, and file of this machine. */
  readonly files: Readonly<Record<string, string>>;
  readonly entrypoint: string;
  /** Number of the user; by default root. */
  readonly user?: string;
}

/**
 * Writes an archive of images (OCI image layout) under the names that manifests use, digests included: the kubelet finds
 * them on the node and pulls nothing, and manifests stay as they are.
 */
export function writeImages(
  file: string,
  build: NodeBuild,
  names: readonly string[],
  programs: readonly ProgramImage[],
): void {
  const images = new ImageArchive();
  const standIn = images.layer([
    program('stand-in', build.standIn),
    ...STANDS_FOR.map((path) => ({ path, content: Buffer.alloc(0), link: '/stand-in' })),
  ]);
  images.add(PAUSE, standIn, ['/stand-in', 'pause']);
  const dns: ProgramImage = { name: DNS_IMAGE, files: { node: build.node }, entrypoint: '/node' };
  for (const { name, files, entrypoint, user } of [dns, ...programs]) {
    images.add(name, images.layer(withLibraries(files)), [entrypoint], { user });
  }
  const own = programs.map(({ name }) => name);
  for (const name of names.filter((each) => !own.includes(each) && !WITH_NODEJS.includes(repository(each)))) {
    images.add(name, standIn, ['/stand-in'], { ports: PORTS[repository(name)] });
  }
  const withNodejs = names.filter((each) => WITH_NODEJS.includes(repository(each)));
  if (withNodejs.length > 0) {
    const { execPath } = process;
    const layer = images.layer(withLibraries({ 'nodejs/bin/node': execPath }));
    withNodejs.forEach((name) => images.add(name, layer, ['/nodejs/bin/node']));
  }
  writeFileSync(file, images.archive());
}

/** Last part of the repository of an image. */
function repository(image: string): string {
  return image
    .replace(/[@:][^/]*$/, '')
    .split('/')
    .pop()!;
}

function program(path: string, source: string): TarEntry {
  return { path, content: readFileSync(source) };
}

/** Files with the shared libraries of those that are programs, and the loader, where it looks for them. */
function withLibraries(files: Readonly<Record<string, string>>): TarEntry[] {
  const libraries = Object.values(files).flatMap((file) => {
    const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8' }); // fails where there are none
    return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, library]) => library);
  });
  return [
    ...Object.entries(files).map(([path, file]) => program(path, file)),
    ...[...new Set(libraries)].map((library) => program(library.slice(1), library)),
  ];
}

/** An image layout, put together from layers that images share. */
class ImageArchive {
  private readonly blobs = new Map<string, Buffer>();
  private readonly manifests: object[] = [];

  public layer(files: readonly TarEntry[]): string {
    const folders = ['tmp/', 'etc/', 'home/', 'models/'].map((path) => ({ path, content: Buffer.alloc(0) }));
    return this.blob(tarOf([...folders, ...files])).digest;
  }

  public add(
    name: string,
    layer: string,
    entrypoint: readonly string[],
    { ports = '', user = '' }: { ports?: string; user?: string } = {},
  ): void {
    const Env = ['PATH=/usr/bin', `STAND_IN_PORTS=${ports}`];
    const config = this.blob(
      json({
        ...{ architecture: 'amd64', os: 'linux', config: { Entrypoint: entrypoint, Env, User: user } },
        rootfs: { type: 'layers', diff_ids: [layer] },
      }),
    );
    const manifest = this.blob(
      json({
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
        layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...this.described(layer) }],
      }),
    );
    const annotations = { 'io.containerd.image.name': name };
    this.manifests.push({ mediaType: MANIFEST, ...manifest, annotations });
  }

  public archive(): Buffer {
    const index = { schemaVersion: 2, manifests: this.manifests };
    return tarOf([
      { path: 'oci-layout', content: json({ imageLayoutVersion: '1.0.0' }) },
      { path: 'index.json', content: json(index) },
      ...[...this.blobs].map(([digest, content]) => ({ path: `blobs/${digest.replace(':', '/')}`, content })),
    ]);
  }

  private blob(content: Buffer): { digest: string; size: number } {
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    this.blobs.set(digest, content);
    return this.described(digest);
  }

  private described(digest: string): { digest: string; size: number } {
    return { digest, size: this.blobs.get(digest)!.length };
  }
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
