import { Size } from 'cdk8s';
import { checkMountPath } from './mount-path';
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
  return checkMountPath(`volume ${volume.name}`, path);
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
