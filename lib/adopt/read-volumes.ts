/** Volumes of a pod: writable directories and secrets. */
import { AdoptedPod } from './adopted';
import { Server } from './find-servers';
import { Fate } from './ledger';
import { checkName } from '../kubernetes/names';
import { quantityOf } from '../objects/quantity';

const MIB = 1024 * 1024;
const DEFAULT_SCRATCH_MIB = 1024;

/** What directories of the pod may hold, those of the engine included. */
export interface Directories {
  readonly memoryMiB: number;
  readonly diskMiB: number;
}

export function directoriesOf({ profile }: Server, scratch: AdoptedPod['scratch'], gpus: number): Directories {
  const own = profile.writablePaths
    .filter(({ path }) => !scratch.some((volume) => volume.path === path))
    .map(({ sizeMiB, perGpu, inMemory = false }) => ({
      mebibytes: sizeMiB * (perGpu ? Math.max(1, gpus) : 1),
      inMemory,
    }));
  const sum = (isInMemory: boolean): number =>
    [...own, ...scratch]
      .filter(({ inMemory }) => inMemory === isInMemory)
      .reduce((total, { mebibytes }) => total + mebibytes, 0);
  return { memoryMiB: sum(true), diskMiB: sum(false) };
}

/** Whether it is a name as the library takes it, which templates that nobody rendered are not. */
export function isName(name: unknown): name is string {
  return typeof name === 'string' && checkName('name', name).length === 0;
}

interface Mount {
  readonly path: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly volume: Record<string, any>;
  readonly volumePath: string;
}

export function mountsOf({ container, containerPath, spec, specPath }: Server): Mount[] {
  const volumes = mapsOf(spec.volumes);
  return mapsOf(container.volumeMounts).flatMap((mount, index) => {
    const at = volumes.findIndex(({ name }) => name === mount.name);
    return at < 0 || typeof mount.mountPath !== 'string'
      ? []
      : [
          {
            path: `${containerPath}.volumeMounts[${index}]`,
            mountPath: mount.mountPath.replace(/(.)\/$/, '$1'),
            subPath: mount.subPath,
            volume: volumes[at],
            volumePath: `${specPath}.volumes[${at}]`,
          },
        ];
  });
}

/** Writable directories and secrets. */
export function readVolumes(server: Server): {
  scratch: AdoptedPod['scratch'];
  secrets: { secretName: string; mountPath: string }[];
} {
  const scratch: AdoptedPod['scratch'][number][] = [];
  const secrets: { secretName: string; mountPath: string }[] = [];
  for (const mount of mountsOf(server)) {
    const { emptyDir, secret, hostPath } = mount.volume;
    const mark = (fate: Fate, note: string) =>
      [mount.path, mount.volumePath].forEach((path) => server.ledger.mark(path, fate, note));
    const isOwn = server.profile.writablePaths.some(({ path }) => path === mount.mountPath);
    if (emptyDir !== undefined && isOwn) {
      mark(Fate.HARDENED, 'a directory of the engine, with the size that its profile names');
    } else if (emptyDir !== undefined && isMountable(mount, scratch)) {
      const isTaken = server.profile.writablePaths.some(({ name }) => name === mount.volume.name);
      const name = isTaken ? `${mount.volume.name}-2` : mount.volume.name;
      const bytes = quantityOf(emptyDir?.sizeLimit);
      const mebibytes = bytes ? Math.ceil(bytes / MIB) : DEFAULT_SCRATCH_MIB;
      const fate = bytes ? Fate.KEPT : Fate.HARDENED;
      const note = bytes ? 'scratch of the pod' : 'scratch of the pod, with a size of 1 GiB';
      const fields = ['name', 'emptyDir', 'emptyDir.medium', 'emptyDir.sizeLimit'];
      for (const leaf of [
        `${mount.path}.name`,
        `${mount.path}.mountPath`,
        ...fields.map((field) => `${mount.volumePath}.${field}`),
      ]) {
        server.ledger.markField(leaf, fate, note);
      }
      if (isTaken) {
        server.ledger.markField(`${mount.volumePath}.name`, Fate.HARDENED, 'the engine has a directory of this name');
      }
      scratch.push({
        name,
        path: mount.mountPath,
        mebibytes,
        inMemory: emptyDir?.medium === 'Memory',
      });
    } else if (isName(secret?.secretName) && mount.subPath === undefined) {
      mark(Fate.HARDENED, 'SecretMount: files for user and group of the engine only');
      secrets.push({ secretName: secret.secretName, mountPath: mount.mountPath });
    } else if (hostPath !== undefined) {
      mark(Fate.REFUSED, 'a directory of the node');
    }
  }
  return { scratch, secrets };
}

/** The library mounts directories, none of them in the place of another or of the system. */
function isMountable(
  { mountPath, subPath, volume }: Mount,
  before: readonly { name: string; path: string }[],
): boolean {
  return (
    subPath === undefined &&
    isName(volume.name) &&
    /^\/[\w.-]+(\/[\w.-]+)*$/.test(mountPath) &&
    !/^\/(dev|proc|sys|etc|usr|bin|sbin|lib|lib64|root|models)(\/|$)/.test(mountPath) &&
    !before.some(({ name, path }) => name === volume.name || path === mountPath)
  );
}

function mapsOf(value: unknown): Record<string, any>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}
