import { Size } from 'cdk8s';
import { EngineProfile } from '../engines/engine-profile';
import { WritablePath } from '../engines/writable-path';
import { checkScratch, scratchMebibytes, ScratchVolume } from '../kubernetes/scratch-volume';
import { Problem } from '../private/problems';

/** What a replica gets beside its GPUs. */
export interface PodOptions {
  /**
   * Numeric user that the engine runs under; never root.
   *
   * @default - the user that the image of the engine is made for, or 1001
   */
  readonly user?: number;

  /**
   * Numeric group that the engine runs under and that owns its writable directories; never root.
   *
   * @default - the group that the image of the engine is made for, or 1001
   */
  readonly group?: number;

  /**
   * CPU cores of a replica, requested and at most.
   *
   * @default - 4 a GPU
   */
  readonly cpu?: number;

  /**
   * Memory of a replica, requested and at most. Directories in memory count against it.
   *
   * @default - 16 GiB a GPU, and what the directories in memory may hold
   */
  readonly memory?: Size;

  /**
   * Local disk of a replica, requested and at most.
   *
   * @default - what the directories on disk may hold, and 1 GiB for logs
   */
  readonly ephemeralStorage?: Size;

  /**
   * Further writable directories. One with the path of a directory that the engine needs replaces it, with another size.
   *
   * @default - what the engine needs
   */
  readonly scratch?: ScratchVolume[];

  /**
   * Seconds that a replica has to finish its requests when it is stopped, 30 to 3600.
   *
   * @default 120
   */
  readonly terminationGraceSeconds?: number;

  /**
   * Whether users of the pod are others on the node (`hostUsers: false`). Not with NVIDIA GPUs.
   *
   * @default false
   */
  readonly userNamespace?: boolean;
}

/** The options with every default decided. */
export interface PodSizing {
  readonly user: number;
  readonly group: number;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly ephemeralStorageMiB: number;
  readonly scratch: ScratchVolume[];
  readonly terminationGraceSeconds: number;
  readonly userNamespace: boolean;
}

const LOGS_MIB = 1024;

/** User and group of images that run under any. */
const ANY_USER = 1001;

export function sizePod(options: PodOptions, profile: EngineProfile, gpus: number): PodSizing {
  const own = options.scratch ?? [];
  const needed = profile.writablePaths
    .filter((path) => !own.some((volume) => volume.path === path.path))
    .map((path) => engineScratch(path, gpus));
  const scratch = [...needed, ...own];
  return {
    user: options.user ?? profile.imageUser?.user ?? ANY_USER,
    group: options.group ?? profile.imageUser?.group ?? ANY_USER,
    cpu: options.cpu ?? 4 * Math.max(1, gpus),
    memoryMiB: options.memory?.toMebibytes() ?? 16 * 1024 * Math.max(1, gpus) + scratchMebibytes(scratch, true),
    ephemeralStorageMiB: options.ephemeralStorage?.toMebibytes() ?? scratchMebibytes(scratch, false) + LOGS_MIB,
    scratch,
    terminationGraceSeconds: options.terminationGraceSeconds ?? 120,
    userNamespace: options.userNamespace ?? false,
  };
}

function engineScratch(path: WritablePath, gpus: number): ScratchVolume {
  const size = Size.mebibytes(path.sizeMiB * (path.perGpu ? Math.max(1, gpus) : 1));
  return { name: path.name, path: path.path, size, inMemory: path.inMemory };
}

export function checkSizing(sizing: PodSizing): Problem[] {
  const inMemory = scratchMebibytes(sizing.scratch, true);
  const onDisk = scratchMebibytes(sizing.scratch, false);
  return [
    ...checkScratch(sizing.scratch),
    ...within('user', sizing.user, 1, 2 ** 31 - 1, '0 is root: give the number of a user without rights'),
    ...within('group', sizing.group, 1, 2 ** 31 - 1, '0 is the group of root: give another number'),
    ...within('termination grace in seconds', sizing.terminationGraceSeconds, 30, 3600, 'leave it out for 120'),
    ...below('directories in memory', inMemory, 'memory', sizing.memoryMiB),
    ...below('directories on disk', onDisk, 'ephemeral storage', sizing.ephemeralStorageMiB),
    ...(sizing.cpu > 0
      ? []
      : [
          {
            what: 'cpu is not positive',
            got: sizing.cpu,
            allowed: 'more than 0 cores',
            fix: 'leave it out for 4 a GPU',
          },
        ]),
  ];
}

function within(what: string, got: number, least: number, most: number, fix: string): Problem[] {
  return Number.isInteger(got) && got >= least && got <= most
    ? []
    : [{ what: `${what} is out of bounds`, got, allowed: `a whole number from ${least} to ${most}`, fix }];
}

function below(what: string, used: number, limit: string, most: number): Problem[] {
  return used < most
    ? []
    : [
        {
          what: `${what} may hold more than the ${limit} of the pod`,
          got: `${used} MiB of ${most} MiB`,
          allowed: `less than the ${limit}, or the pod is evicted or killed before they are full`,
          fix: `raise ${limit} or make the directories smaller`,
        },
      ];
}
