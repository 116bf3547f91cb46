import { Size } from 'cdk8s';
import { Problem } from '../private/problems';

/** A directory that a container may write to. It is empty at every start and gone with the pod. */
export interface ScratchVolume {
  /** Volume name. */
  readonly name: string;

  /** Absolute path in the container. */
  readonly path: string;

  /** Most that it holds; a pod that writes more is evicted. */
  readonly size: Size;

  /**
   * Whether it lies in memory and counts against the memory limit.
   *
   * @default false
   */
  readonly inMemory?: boolean;
}

/**
 * Paths that the NVIDIA container runtime writes to before the root becomes read-only, and paths that hold the image's
 * programs. A volume over one of them stops the container from starting or hides what it runs.
 *
 * Source: NVIDIA/nvidia-container-toolkit#2026 for /etc/nvidia and the loader's files.
 */
const NOT_TO_SHADOW = [
  '/etc/nvidia',
  '/etc/ld.so.conf.d',
  '/etc/ld.so.cache',
  '/etc',
  '/usr',
  '/lib',
  '/lib64',
  '/bin',
  '/sbin',
  '/opt',
];
const NOT_WITHIN = [
  '/etc/nvidia',
  '/etc/ld.so.conf.d',
  '/etc/ld.so.cache',
  '/proc',
  '/sys',
  '/dev',
  '/usr',
  '/var/run/secrets',
];
const SHARED_MEMORY = '/dev/shm';

/** Problems of the writable directories of one container. */
export function checkScratch(volumes: ScratchVolume[]): Problem[] {
  return [...volumes.flatMap(checkPath), ...duplicates(volumes, 'name'), ...duplicates(volumes, 'path')];
}

function checkPath(volume: ScratchVolume): Problem[] {
  const { path } = volume;
  if (path === SHARED_MEMORY) {
    return [];
  }
  const wellFormed = path.startsWith('/') && path.length > 1 && !path.endsWith('/') && !path.split('/').includes('..');
  const shadows =
    NOT_TO_SHADOW.includes(path) || NOT_WITHIN.some((root) => path === root || path.startsWith(`${root}/`));
  return wellFormed && !shadows
    ? []
    : [
        {
          what: `volume ${volume.name} ${wellFormed ? 'shadows a path of the system' : 'has no absolute path'}`,
          got: path,
          allowed: `an absolute path outside ${NOT_WITHIN.join(', ')}`,
          fix: 'mount it under the home directory, /tmp or a directory of its own',
        },
      ];
}

function duplicates(volumes: ScratchVolume[], key: 'name' | 'path'): Problem[] {
  const seen = new Set<string>();
  return volumes
    .filter((volume) => seen.size === seen.add(volume[key]).size)
    .map((volume) => ({
      what: `two volumes have the same ${key}`,
      got: volume[key],
      allowed: `one volume for each ${key}`,
      fix: `give volume ${volume.name} another ${key}`,
    }));
}

/** The volume of a pod. */
export function scratchVolume(volume: ScratchVolume): object {
  return {
    name: volume.name,
    emptyDir: {
      medium: volume.inMemory ? 'Memory' : undefined,
      sizeLimit: `${volume.size.toMebibytes()}Mi`,
    },
  };
}

/** The mount of a container. */
export function scratchMount(volume: ScratchVolume): object {
  return { name: volume.name, mountPath: volume.path };
}

/** MiB that the volumes may hold, on disk or in memory. */
export function scratchMebibytes(volumes: ScratchVolume[], inMemory: boolean): number {
  return volumes
    .filter((volume) => (volume.inMemory ?? false) === inMemory)
    .reduce((sum, volume) => sum + volume.size.toMebibytes(), 0);
}
